import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

// Each case reads a small tree twice, in a second or two where nothing else runs.

const ROOT = join(__dirname, '../..');
const FOLDERS = ['packages', 'subgraphs', 'gateway', 'local', 'tools', 'e2e', 'bench', 'deploy'];

let tree: string;
beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'hostgraph-boundaries-'));
  for (const folder of FOLDERS) mkdirSync(join(tree, folder));
  const rules = readdirSync(ROOT).filter((name) => name.startsWith('.dependency-cruiser'));
  for (const name of ['package.json', 'tsconfig.json', ...rules])
    copyFileSync(join(ROOT, name), join(tree, name));
});
afterEach(() => {
  rmSync(tree, { recursive: true });
});

type Planted = Readonly<Record<string, readonly string[]>>;

/** Runs `npm run boundaries` over files of which only the imports are given. @returns the rules that it finds broken */
async function brokenRules(planted: Planted): Promise<string[]> {
  for (const [path, imports] of Object.entries(planted)) {
    const file = join(tree, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      [...imports, 'export const value = 1;', 'export type Value = typeof value;', ''].join('\n'),
    );
  }
  const PATH = [join(ROOT, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  const { code, output } = await new Promise<{ code: unknown; output: string }>((resolve) => {
    execFile(
      'npm',
      ['run', '--silent', 'boundaries'],
      { cwd: tree, env: { ...process.env, PATH } },
      (error, out, err) => {
        resolve({ code: error?.code ?? 0, output: out + err });
      },
    );
  });
  const broken = [...output.matchAll(/^ *error ([\w-]+):/gm)].map(([, rule = '']) => rule);
  expect({ code: code !== 0, output }).toEqual({ code: broken.length > 0, output });
  return [...new Set(broken)].sort();
}

const value = (from: string): string => `export { value as another } from '${from}';`;
const type = (from: string): string => `export type { Value as Another } from '${from}';`;

const ROOM = 'subgraphs/accounts/src';

it.each<[string, Planted]>([
  [
    'rooms that use those below them',
    {
      [`${ROOM}/subgraph.ts`]: [value('./member/member')],
      [`${ROOM}/member/member.ts`]: [value('../user/user'), type('./invitation/invitation')],
      [`${ROOM}/member/invitation/invitation.ts`]: [type('../../user/user')],
      [`${ROOM}/user/user.ts`]: [],
    },
  ],
  [
    'a program, which starts the whole from its room',
    {
      [`${ROOM}/subgraph.ts`]: [value('./operator/operator')],
      [`${ROOM}/operator/operator.ts`]: [],
      [`${ROOM}/operator/main.ts`]: [value('../subgraph')],
    },
  ],
  [
    'a test, which may need the whole of what it tests a part of',
    {
      [`${ROOM}/subgraph.ts`]: [value('./user/user')],
      [`${ROOM}/user/user.ts`]: [],
      [`${ROOM}/user/user.test.ts`]: [value('../subgraph'), value('../../test/world')],
      'subgraphs/accounts/test/world.ts': [value('../src/user/user')],
    },
  ],
])('lets through %s', async (_what, planted) => {
  expect(await brokenRules(planted)).toEqual([]);
});

it.each<[string, string, Planted]>([
  [
    'a circle of two rooms, in different files of each',
    'no-folder-circles',
    {
      [`${ROOM}/member/member.ts`]: [value('../user/user')],
      [`${ROOM}/member/role.ts`]: [],
      [`${ROOM}/user/user.ts`]: [],
      [`${ROOM}/user/rights.ts`]: [value('../member/role')],
    },
  ],
  [
    'a circle of three rooms that need types only',
    'no-folder-circles',
    {
      [`${ROOM}/member/member.ts`]: [type('../user/user')],
      [`${ROOM}/user/user.ts`]: [],
      [`${ROOM}/user/rights.ts`]: [type('../api-key/api-key')],
      [`${ROOM}/api-key/api-key.ts`]: [],
      [`${ROOM}/api-key/scope.ts`]: [type('../member/member')],
    },
  ],
  [
    'a room that needs the service around it',
    'rooms-do-not-use-the-service-around-them',
    {
      'gateway/src/server.ts': [value('./http/listener')],
      'gateway/src/config.ts': [],
      'gateway/src/http/limits/limits.ts': [type('../../config')],
      'gateway/src/http/listener.ts': [],
    },
  ],
  [
    'a room that needs the folder around it',
    'rooms-do-not-use-the-folder-around-them',
    {
      [`${ROOM}/member/member.ts`]: [value('./invitation/invitation')],
      [`${ROOM}/member/role.ts`]: [],
      [`${ROOM}/member/invitation/invitation.ts`]: [type('../role')],
    },
  ],
  [
    'a wing that needs one above it',
    'mail-template-uses-what-is-below',
    {
      'subgraphs/mail/src/template/html.ts': [value('../sorting/rule/rule')],
      'subgraphs/mail/src/sorting/rule/rule.ts': [],
    },
  ],
  [
    'a subgraph that needs another',
    'subgraphs-do-not-know-each-other',
    { [`${ROOM}/user/user.ts`]: [value('../../../mail/src/user')], 'subgraphs/mail/src/user.ts': [] },
  ],
])('refuses %s', async (_what, rule, planted) => {
  expect(await brokenRules(planted)).toEqual([rule]);
});
