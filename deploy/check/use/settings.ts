import { readFileSync } from 'node:fs';

/** What compose.sh and debian.sh hand on. @throws Error where it does not */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: compose.sh or debian.sh starts this`);
  return value;
}

/** Of the servers for mail and FTP; the API is on 127.0.0.1. */
export const address = (): string => setting('ADDRESS');
export const port = (name: string): number => Number(setting(`${name}_PORT`));

/** For clients of the mail server and of the FTP server, which have names of a domain that the DNS does not know. */
export const tls = (servername: string) => ({
  ca: readFileSync(setting('CERTIFICATE_AUTHORITY')),
  servername,
});
export const MAIL_HOST = 'mail.example.test';
export const FTP_HOST = 'ftp.example.test';
