import { OTHER_ORGANIZATION } from '@hostgraph/demo-data';
import { describeRightsBeforeWork, startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { complianceSubgraph } from '../src';
import { DOCUMENT, insertDocument } from './dpa-document-rows';

const OWN = 'dpa_other';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await startTestSubgraph(complianceSubgraph);
  await insertDocument(subgraph.database);
  await insertDocument(subgraph.database, {
    id: OWN,
    organization_id: OTHER_ORGANIZATION.id,
    serial: 'DPA-7K3M-Q9TX-04HV-R2WF',
  });
});
afterAll(() => subgraph.stop());

describeRightsBeforeWork('rights before work, in compliance', {
  definition: complianceSubgraph,
  subgraph: () => subgraph,
  insiders: { collaborator: ['dpa'] },
  ids: () => ({ own: { dpa: OWN }, hidden: { dpa: DOCUMENT.id } }),
});
