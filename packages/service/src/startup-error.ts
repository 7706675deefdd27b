/** A service cannot start, and the operator can do something about it; the message is one line. */
export class StartupError extends Error {}
