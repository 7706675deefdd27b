import { customAlphabet } from 'nanoid';

/** 22 characters of 62 are 131 random bits: ids can be neither guessed nor counted. */
const random = customAlphabet('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', 22);

/** A new opaque id that tells what it is an id of: `newId('org')` → `org_4fK…`. */
export const newId = (prefix: string): string => `${prefix}_${random()}`;
