import { runDatabaseTask } from '@hostgraph/subgraph-kit';
import { hostingSubgraph } from '../subgraph';
import { loadDemonstration } from './load-demonstration';

runDatabaseTask(process.env, hostingSubgraph, loadDemonstration);
