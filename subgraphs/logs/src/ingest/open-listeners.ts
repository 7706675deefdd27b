import type { ListenArguments } from './config';
import { HttpIntake } from './http-intake/http-intake';
import { createSenderCheck } from './http-intake/sender-check';
import type { Input } from './batch/input';
import { SyslogServer } from './syslog-server/syslog-server';
import { readTlsFiles } from './listen/tls-files';

export interface ListenOptions {
  readonly timeZone: string;
  readonly report: (message: string) => void;
  /** Called when lines have come. */
  readonly ring: () => void;
  /** Is given each input as soon as it listens. */
  readonly add: (input: Input) => void;
}

/** Opens the ports that the arguments name. @throws StartupError */
export async function openListeners(listen: ListenArguments, options: ListenOptions): Promise<void> {
  const tls = listen.tls && (await readTlsFiles(listen.tls));
  for (const [address, secure] of [
    [listen.syslog, undefined],
    [listen.syslogTls, tls],
  ] as const) {
    if (address === undefined) continue;
    const server = await SyslogServer.listen({ ...options, address, tls: secure });
    options.add(server);
    options.report(`takes syslog messages on ${server.url}`);
  }
  const checkSender = createSenderCheck(listen.gateway);
  for (const [address, secure] of [
    [listen.http, undefined],
    [listen.https, tls],
  ] as const) {
    if (address === undefined) continue;
    const intake = await HttpIntake.listen({ ...options, address, tls: secure, checkSender });
    options.add(intake);
    options.report(`takes lines on ${intake.url}`);
  }
}
