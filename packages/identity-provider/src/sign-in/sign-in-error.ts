/** Nobody was signed in; the message says what the provider answered. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
}
