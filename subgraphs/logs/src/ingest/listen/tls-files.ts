import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { StartupError } from '@hostgraph/service';
import { toUnreadable } from '../lines/line-reader';

/** Files in PEM. */
export interface TlsFiles {
  readonly certificate: string;
  readonly key: string;
  /** Who signs the certificates that clients must show; undefined: they need none. */
  readonly clientCa: string | undefined;
}

/** As Node's servers take it. */
export interface TlsSettings {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly ca?: Buffer;
  readonly requestCert: boolean;
  readonly rejectUnauthorized: boolean;
}

/** @throws StartupError for files that cannot be read or do not belong together; never what is in them */
export async function readTlsFiles(files: TlsFiles): Promise<TlsSettings> {
  const cert = await read(files.certificate);
  const key = await read(files.key);
  const ca = files.clientCa === undefined ? undefined : await read(files.clientCa);
  try {
    createSecureContext({ cert, key, ca });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartupError(`the TLS certificate, key or client CA is not usable (${code ?? 'not PEM'})`);
  }
  return {
    cert,
    key,
    ...(ca && { ca }),
    requestCert: ca !== undefined,
    rejectUnauthorized: ca !== undefined,
  };
}

async function read(path: string): Promise<Buffer> {
  return readFile(path).catch((error: unknown) => {
    throw toUnreadable(path, error);
  });
}
