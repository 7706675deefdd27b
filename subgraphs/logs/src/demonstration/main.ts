import { runDatabaseTask } from '@hostgraph/subgraph-kit';
import { logsSubgraph } from '../subgraph';
import { loadDemonstration } from './load-demonstration';

runDatabaseTask(process.env, logsSubgraph, loadDemonstration);
