import { execFileSync } from 'node:child_process';
import { requireProgram } from '../support/debian';

/** Makes `ca.pem`, and for each name a certificate that it has signed, `<name>.pem`, with `<name>.key`. */
export function makeCertificates(directory: string, names: readonly string[]): void {
  const openssl = (...args: string[]): void => {
    execFileSync(requireProgram('openssl'), args, { stdio: 'ignore', cwd: directory });
  };
  const newKey = ['-newkey', 'rsa:2048', '-nodes'];
  openssl('req', '-x509', ...newKey, '-days', '2', '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=ca');
  for (const name of names) {
    openssl('req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}.test`);
    openssl(
      ...['x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
      ...['-days', '2', '-out', `${name}.pem`],
    );
  }
}
