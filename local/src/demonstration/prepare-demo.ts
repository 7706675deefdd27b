import type { Stack } from '../stack/stack';
import { urlOf } from '../stack/programs';
import { type Demo, formerApiKey, writeDemoFile } from './demo-file';
import { GatewayClient } from './gateway-client';
import { loadRecords } from './load-records';
import { partnerKey } from './partner-key';
import { DEMO_QUERY, DEMO_VARIABLES } from './query';
import { signEverybodyIn } from './tokens';

/**
 * Fills a running system with the demonstration and writes what is needed to try it into `demo.json`.
 *
 * @throws StartupError
 */
export async function prepareDemo(stack: Stack): Promise<Demo> {
  const { settings, options } = stack;
  const { directory, ports } = settings;
  options.report('Loading the demonstration …');
  await loadRecords(stack);
  options.report('Signing the people of the demonstration in …');
  const endpoint = `${urlOf(ports, 'gateway')}/graphql`;
  const tokens = await signEverybodyIn(ports);
  const apiKey = await partnerKey(new GatewayClient(endpoint), tokens.administrator, formerApiKey(directory));
  const demo: Demo = {
    endpoint,
    explorer: `${urlOf(ports, 'gateway')}/explorer`,
    tokens,
    apiKey,
    query: DEMO_QUERY,
    variables: DEMO_VARIABLES,
  };
  writeDemoFile(directory, demo);
  return demo;
}
