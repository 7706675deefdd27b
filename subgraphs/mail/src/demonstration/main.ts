import { runDatabaseTask } from '@hostgraph/subgraph-kit';
import { mailSubgraph } from '../subgraph';
import { loadDemonstration } from './load-demonstration';

runDatabaseTask(process.env, mailSubgraph, loadDemonstration);
