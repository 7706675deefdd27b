import { runService } from '@hostgraph/service';
import { readConfig } from './config';
import { startGateway } from './server';

runService('gateway', async (environment) => startGateway(readConfig(environment)));
