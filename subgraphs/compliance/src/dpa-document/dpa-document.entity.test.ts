import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { apiKey } from '../../test/callers';
import { DOCUMENT, insertDocument } from '../../test/dpa-document-rows';
import { complianceSubgraph } from '../subgraph';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(complianceSubgraph);
  await insertDocument(subgraph.database);
});

afterAll(() => subgraph.stop());

const another = { id: 'dpa_second', serial: 'DPA-ZZZZ-0000-ZZZZ-0000' };

it('holds the same version in two languages as two documents', async () => {
  await insertDocument(subgraph.database, { ...another, language: 'DE' });
  const { data } = await subgraph.askEntities(
    apiKey,
    '... on DpaDocument { language templateVersion }',
    [DOCUMENT.id, another.id].map((id) => ({ __typename: 'DpaDocument', id })),
  );
  expect(data).toEqual({
    _entities: [
      { language: 'EN', templateVersion: '1' },
      { language: 'DE', templateVersion: '1' },
    ],
  });
});

it('gives no serial twice', async () => {
  const inserting = insertDocument(subgraph.database, { id: 'dpa_third' });
  await expect(inserting).rejects.toThrow(/dpa_document_serial_key/);
});

it.each<[string, Partial<typeof DOCUMENT>]>([
  ['two languages in one document', { language: 'EN,DE' }],
  ['a language that nothing is issued in', { language: 'RM' }],
  ['a status that there is not', { status: 'VALID' }],
  ['a serial of fewer bits', { serial: 'DPA-7K3M-Q9TX-04HV' }],
  ['a serial with letters that are misread', { serial: 'DPA-ILOU-Q9TX-04HV-R2WE' }],
  ['a hash in capital letters', { sha256: DOCUMENT.sha256.toUpperCase() }],
  ['a hash that is cut off', { sha256: DOCUMENT.sha256.slice(1) }],
  ['a hash that is none', { sha256: 'z'.repeat(64) }],
  ['a hash with a line break', { sha256: `${DOCUMENT.sha256}\n` }],
  ['no template', { template_version: '' }],
])('keeps out %s', async (_name, change) => {
  const inserting = insertDocument(subgraph.database, {
    id: 'dpa_new',
    serial: 'DPA-NEW0-NEW0-NEW0-NEW0',
    ...change,
  });
  await expect(inserting).rejects.toThrow(/violates check constraint/);
});
