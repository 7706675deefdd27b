import { differingLists, startTestSubgraph } from '@hostgraph/subgraph-testing';
import { SUBGRAPHS } from './subgraphs';

it.each(SUBGRAPHS.map(({ definition }) => [definition.name, definition] as const))(
  'lets the tables of %s take the values that its entities name, and no others',
  async (_name, definition) => {
    const subgraph = await startTestSubgraph(definition, { jobWorkers: 0 });
    try {
      expect(await differingLists(subgraph.database)).toEqual([]);
    } finally {
      await subgraph.stop();
    }
  },
);
