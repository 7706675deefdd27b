import { hash } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane. Argon2id is what the library makes unless told. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash as Dovecot verifies it; other libraries write its parameters in an order that Dovecot 2.3 refuses. */
export const hashPassword = async (password: string): Promise<string> =>
  `{ARGON2ID}${await hash(password, COST)}`;
