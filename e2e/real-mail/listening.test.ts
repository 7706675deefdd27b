import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describeWith } from '../support/debian';
import { listeningOf } from '../support/servers/listening';
import {
  POSTFIX_PROGRAMS,
  REAL_MAIL_PROGRAMS,
  type RealMail,
  startRealMail,
} from '../support/servers/real-mail';

const THIS_MACHINE = '127.0.0.1';
const EVERYWHERE = ['0.0.0.0', '::'];

describeWith(
  [...REAL_MAIL_PROGRAMS, ...POSTFIX_PROGRAMS],
  'where the servers listen as they are shipped',
  () => {
    let mail: RealMail;

    beforeAll(async () => {
      mail = await startRealMail({ withPostfix: true });
    }, 120_000);
    afterAll(() => mail.stop(), 60_000);

    /** Which services have which address, by the process that holds all sockets of a server. */
    async function servicesAt(pidFile: string): Promise<Record<string, string[]>> {
      const names = new Map(Object.entries(mail.ports).map(([name, port]) => [port, name]));
      const services: Record<string, string[]> = {};
      for (const { address, port } of await listeningOf(Number(await readFile(pidFile, 'utf8')))) {
        (services[address] ??= []).push(names.get(port) ?? String(port));
      }
      return Object.fromEntries(Object.entries(services).map(([address, ports]) => [address, ports.sort()]));
    }

    it('Dovecot takes mail and passwords without TLS from this machine alone', async () => {
      const services = await servicesAt(join(dirname(mail.logs.dovecot), 'run/master.pid'));
      expect(services[THIS_MACHINE]).toEqual(['lmtp', 'sasl']);
      for (const address of EVERYWHERE) expect(services[address]).toEqual(['imaps', 'managesieve']);
      expect(Object.keys(services).sort()).toEqual([THIS_MACHINE, ...EVERYWHERE].sort());
    });

    it('Postfix takes what Dovecot sends from this machine alone', async () => {
      const services = await servicesAt(join(dirname(mail.logs.postfix), 'spool/pid/master.pid'));
      expect(services[THIS_MACHINE]).toEqual(['outgoing']);
      expect(services['0.0.0.0']).toEqual(['mx', 'submission', 'submissions']);
      expect(
        Object.keys(services).filter((address) => ![THIS_MACHINE, ...EVERYWHERE].includes(address)),
      ).toEqual([]);
    });
  },
);
