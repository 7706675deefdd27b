import { execFile, execFileSync } from 'node:child_process';
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

/** Makes `ca.pem`, and for each name a certificate that it has signed, `<name>.pem`, with `<name>.key`. */
export function createSignedCertificates(directory: string, names: readonly string[]): void {
  const openssl = (...args: string[]): void => {
    execFileSync(requireProgram('openssl'), args, { stdio: 'ignore', cwd: directory });
  };
  openssl('req', '-x509', ...CURVE, '-days', '2', '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=ca');
  for (const name of names) {
    openssl('req', ...CURVE, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}.test`);
    openssl(
      ...['x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
      ...['-days', '2', '-out', `${name}.pem`],
    );
  }
}
