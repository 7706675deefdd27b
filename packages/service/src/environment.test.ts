import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { givenVariables } from './environment';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostgraph-environment-'));
  file = join(folder, 'secret');
  writeFileSync(file, 'a secret\n');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('a variable that is empty is not given', () => {
  expect(givenVariables({ HOST: '', PORT: '1', LEVEL: undefined })).toEqual({ PORT: '1' });
});

it.each(['DATABASE_PASSWORD', 'INTERNAL_SIGNING_KEY', 'API_KEY_PEPPER', 'INTERNAL_JWKS', 'NOTICE_SMTP_URL'])(
  '%s can be in a file',
  (name) => {
    expect(givenVariables({ [`${name}_FILE`]: file })).toMatchObject({ [name]: 'a secret' });
    expect(givenVariables({ [name]: 'given', [`${name}_FILE`]: '' })).toEqual({ [name]: 'given' });
  },
);

it('a file that is the setting itself is left to its reader', () => {
  const environment = { SUPERGRAPH_FILE: '/nowhere', JWKS_FILE: '/nowhere' };
  expect(givenVariables(environment)).toEqual(environment);
});

it('a file that cannot be read, and a value given twice, are told by the name of the variable', () => {
  expect(() => givenVariables({ API_KEY_PEPPER_FILE: join(folder, 'none') })).toThrow(
    'API_KEY_PEPPER_FILE: cannot read the file: ENOENT',
  );
  expect(() => givenVariables({ API_KEY_PEPPER: 'x', API_KEY_PEPPER_FILE: file })).toThrow(
    'API_KEY_PEPPER: is given twice, as API_KEY_PEPPER_FILE too',
  );
});
