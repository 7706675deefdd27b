/** Connects to the server on which tests have their databases (tools/test-server); there is none where jest does not run them. */
export const testServer = (): string | undefined => process.env['TEST_DATABASE_SERVER'];
