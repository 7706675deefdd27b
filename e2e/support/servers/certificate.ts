import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { requireProgram } from '../debian';

const CURVE = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Makes `key.pem` and `certificate.pem`, which has signed itself, for a name and for this machine. */
export async function createCertificate(folder: string, name: string): Promise<void> {
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')];
  const names = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name},DNS:localhost,IP:127.0.0.1`];
  await promisify(execFile)(requireProgram('openssl'), ['req', '-x509', ...names, ...CURVE, ...files]);
}
