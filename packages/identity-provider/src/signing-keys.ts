import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { z } from 'zod';
import { StartupError } from '@hostgraph/service';

/** The one algorithm that every OpenID provider must offer (OpenID Connect Core 1.0, 15.1). */
export const SIGNING_ALGORITHM = 'RS256';

const jwksSchema = z.object({
  keys: z.array(z.looseObject({ kty: z.literal('RSA'), kid: z.string(), d: z.string() })).min(1),
});

/**
 * The private keys that sign the tokens (RFC 7517 set), kept in a file of mode 0600 and made when it is
 * missing: a token outlives a restart.
 *
 * @throws StartupError
 */
export async function loadSigningKeys(path: string): Promise<{ keys: JWK[] }> {
  try {
    const kept = await readFile(path, 'utf8').catch(whenMissing);
    if (kept !== undefined) return parseKeys(kept);
    await mkdir(dirname(path), { recursive: true });
    const unfinished = `${path}.${randomBytes(6).toString('hex')}`;
    await writeFile(unfinished, JSON.stringify(await generateKeys()), {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    });
    // All or nothing; and of two that start at the same moment the second takes the keys of the first.
    await link(unfinished, path).catch((fault: unknown) => {
      if (codeOf(fault) !== 'EEXIST') throw fault;
    });
    await rm(unfinished);
    return parseKeys(await readFile(path, 'utf8'));
  } catch (fault) {
    // Nothing of the content: a parser's message would quote the key.
    throw new StartupError(
      `JWKS_FILE: cannot use ${path} (${codeOf(fault) ?? 'not a set of private RSA keys'})`,
    );
  }
}

function whenMissing(fault: unknown): undefined {
  if (codeOf(fault) !== 'ENOENT') throw fault;
}

async function generateKeys(): Promise<{ keys: JWK[] }> {
  const { privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { keys: [{ ...jwk, kid: await calculateJwkThumbprint(jwk), use: 'sig', alg: SIGNING_ALGORITHM }] };
}

function parseKeys(text: string): { keys: JWK[] } {
  return jwksSchema.parse(JSON.parse(text));
}

function codeOf(fault: unknown): string | undefined {
  return (fault as NodeJS.ErrnoException).code;
}
