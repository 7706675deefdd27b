import { randomInt } from 'node:crypto';
import { hash } from '@node-rs/bcrypt';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 142 bits, which nobody tries out, and no character that an FTP client or a shell would change. */
const LENGTH = 24;
/** A tenth of a second or two, as each sign-in takes on the FTP server. */
const COST = 12;

export const generatePassword = (): string =>
  Array.from({ length: LENGTH }, () => BASE62.charAt(randomInt(BASE62.length))).join('');

/** bcrypt, since ProFTPD verifies by crypt(3), which knows no Argon2 (docs/adr/0027). */
export const hashPassword = (password: string): Promise<string> => hash(password, { cost: COST });
