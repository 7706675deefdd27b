import { createHash, randomBytes } from 'node:crypto';

/** As many random bits as an access token should have (RFC 6750, 5.2 asks for unguessable ones). */
const TOKEN_BYTES = 32;

/** What a link ends in: shown once, to whoever asked for the link. */
export const newLinkToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** What is stored of it. It has 256 random bits, so a slow hash would protect nothing. */
export const hashLinkToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Where the gateway serves a file of a subgraph, relative to its own address. */
export const downloadPath = (subgraph: string, token: string): string => `/downloads/${subgraph}/${token}`;
