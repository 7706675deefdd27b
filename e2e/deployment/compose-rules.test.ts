import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ComposeFile, readComposeFile, REPOSITORY, type Service } from './compose-file';

let file: ComposeFile;
let services: [string, Service][];

beforeAll(async () => {
  file = await readComposeFile();
  services = Object.entries(file.services);
});

/** What runs once, at each `up`. */
const ONCE = ['roles', 'mail-roles', 'ftp-role'];
const SERVERS = ['dovecot', 'postfix', 'proftpd'];

function networksOf({ networks = [] }: Service): Map<string, readonly string[]> {
  if (Array.isArray(networks)) return new Map(networks.map((name: string) => [name, []]));
  return new Map(
    Object.entries(networks).map(([name, settings]) => [
      name,
      (settings as { aliases?: string[] } | null)?.aliases ?? [],
    ]),
  );
}

it('a name of another container leads into one network, however many both are in', async () => {
  const unclear: string[] = [];
  for (const [client, service] of services) {
    const text = await whatIsSaid(client, service);
    for (const [server, target] of services) {
      const aliases = [...networksOf(target)].flatMap(([network, names]) =>
        names.map((name) => [name, network] as const),
      );
      for (const name of [server, ...aliases.map(([alias]) => alias)]) {
        if (server === client || !isCalled(text, name)) continue;
        const shared = [...networksOf(target).keys()].filter((network) => networksOf(service).has(network));
        const ways = name === server ? shared : aliases.filter(([alias]) => alias === name);
        if (ways.length !== 1) unclear.push(`${client} → ${name}`);
      }
    }
  }
  expect(unclear).toEqual([]);
});

/** Settings, and the script that starts it. */
async function whatIsSaid(name: string, { command, environment, healthcheck }: Service): Promise<string> {
  const script = SERVERS.includes(name) ? join(REPOSITORY, `deploy/compose/${name}.sh`) : undefined;
  const lines = script === undefined ? '' : await readFile(script, 'utf8');
  return JSON.stringify([command, environment, healthcheck]) + lines.replace(/^#.*$/gm, '');
}

/** As a host: `//name`, `@name`, `name:24`, `host=name`, `hosts = name`. */
function isCalled(text: string, name: string): boolean {
  const host = name.replace(/[$.{}?]/g, String.raw`\$&`);
  return new RegExp(String.raw`(//|@|host=|hosts = |_host = |HOST":")${host}(?![\w.-])|[\s"]${host}:\d`).test(
    text,
  );
}

it('only Dovecot and the subgraphs that write to people are where one sends without a password', () => {
  const relay = services.filter(([, service]) => networksOf(service).has('mail-servers'));
  expect(relay.map(([name]) => name)).toEqual(['mail', 'hosting', 'dovecot', 'postfix']);
});

it('every container has no right of root but those that it names, and no room without end', () => {
  for (const [, service] of services) {
    expect(service).toMatchObject({
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges'],
      read_only: true,
      mem_limit: expect.stringMatching(/^\d+[mg]$/) as string,
      pids_limit: expect.any(Number) as number,
      logging: { options: { 'max-size': '10m' } },
    });
  }
  const withRights = services.filter(([, { cap_add: rights = [] }]) => rights.length > 0);
  expect(withRights.map(([name]) => name)).toEqual(SERVERS);
  expect(services.filter(([, { privileged, user }]) => privileged === true || user === 'root')).toEqual([]);
});

it('every container that goes on is asked for its health', () => {
  const asked = services.filter(([, { healthcheck }]) => healthcheck !== undefined).map(([name]) => name);
  expect(asked).toEqual(services.map(([name]) => name).filter((name) => !ONCE.includes(name)));
});

it('secrets are in files, that of the superuser for the database and its roles alone', () => {
  for (const [, { environment = {} }] of services) {
    for (const [name, value] of Object.entries(environment)) {
      if (/(PASSWORD|KEY|PEPPER|JWKS)$/.test(name)) expect(value).toMatch(/^\/certificates\//);
      expect(String(value)).not.toMatch(/:[^@/]+@/);
    }
  }
  const holders = services.filter(([, { secrets = [] }]) => secrets.includes('postgres_password'));
  expect(holders.map(([name]) => name)).toEqual(['postgres', ...ONCE]);
  expect(Object.keys(file.secrets ?? {}).sort()).toEqual(
    [...new Set(services.flatMap(([, { secrets = [] }]) => secrets as string[]))].sort(),
  );
});

it('no port that it takes is one that Linux gives to connections outwards, which fails an `up` by chance', () => {
  const ports = services.flatMap(([, { ports: published = [] }]) => published as string[]);
  const taken = ports.flatMap((port) => {
    const [, first, last = first] = /^(?:[\d.]+:)?(\d+)(?:-(\d+))?:/.exec(withDefaults(port)) ?? [];
    return [Number(first), Number(last)];
  });
  expect(taken).toContain(21);
  // net.ipv4.ip_local_port_range, unless changed.
  expect(taken.filter((port) => !(port < 32_768 || (port > 60_999 && port < 65_536)))).toEqual([]);
});

const withDefaults = (text: string): string => text.replaceAll(/\$\{\w+:-(\d+)\}/g, '$1');
