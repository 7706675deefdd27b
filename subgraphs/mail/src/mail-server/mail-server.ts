/** Where a service of the mail server is, and who signs in there for everybody. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** PEM of who signed its certificate, where that is none of those that Node.js knows. */
  readonly ca: string | undefined;
  readonly masterUser: string;
  readonly masterPassword: string;
}
