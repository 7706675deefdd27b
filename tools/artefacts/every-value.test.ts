import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema, isEnumType } from 'graphql';
import { makeArtefacts } from './artefacts';
import { ERRORS_FILE } from './errors-document';
import { API_FILE } from './schemas';

const SUBGRAPHS = join(__dirname, '../../subgraphs');

let api: GraphQLSchema;
let errorsDocument: string;

beforeAll(async () => {
  const artefacts = await makeArtefacts();
  api = buildSchema(artefacts.get(API_FILE)!);
  errorsDocument = artefacts.get(ERRORS_FILE)!;
});

/** Files of logs: what they are made of is recorded as a reading of the log (`LogReading`). */
const UNAUDITED = ['cancelActivityLogExport', 'createActivityLogDownload', 'exportActivityLog'];

it('has an audit action for each mutation, and no other', () => {
  const actions = Object.values(api.getTypeMap())
    .filter((type) => isEnumType(type) && type.name.endsWith('AuditAction'))
    .flatMap((type) => (isEnumType(type) ? type.getValues() : []))
    .map(({ name }) => name.replaceAll('_', '').toLowerCase());
  const mutations = Object.keys(api.getMutationType()!.getFields())
    .filter((name) => !UNAUDITED.includes(name))
    .map((name) => name.toLowerCase());
  expect(mutations.toSorted()).toEqual(actions.toSorted());
});

const sources = readdirSync(SUBGRAPHS, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /^\w+\/src\/.*\.ts$/.test(file) && !file.endsWith('.test.ts'),
);
const isListOfCodes = (file: string) => /[.-]errors\.ts$/.test(file);

/** What the lists of a subgraph's nouns name, found by the files' names and not by who imports them. */
const CODES = sources.filter(isListOfCodes).flatMap((file) => {
  const exported = jest.requireActual<Record<string, object>>(join(SUBGRAPHS, file));
  const lists = Object.entries(exported).filter(([name]) => name.endsWith('_CODES'));
  return lists.flatMap(([, list]) => Object.keys(list).map((code) => ({ file, code })));
});

it('explains every error code of the subgraphs in docs/errors.md', () => {
  expect(CODES.length).toBeGreaterThan(50);
  expect(CODES.filter(({ code }) => !errorsDocument.includes(`\`${code}\``))).toEqual([]);
});

it('answers every error code of the subgraphs somewhere', () => {
  const texts = sources.map((file) => ({ file, text: readFileSync(join(SUBGRAPHS, file), 'utf8') }));
  // A list has it as a key; who answers it, quoted or as a property of the list.
  const isAnswered = ({ file, code }: { file: string; code: string }) => {
    const [subgraph] = file.split('/');
    const use = new RegExp(`['.]${code}\\b`);
    return texts.some((it) => it.file.startsWith(`${subgraph}/`) && use.test(it.text));
  };
  expect(CODES.filter((it) => !isAnswered(it))).toEqual([]);
});
