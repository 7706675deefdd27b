import type { Principal } from '@hostgraph/principal';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { JobQueue } from '../jobs/job';
import type { Loaders } from './loaders';
import type { GivenSettings } from '../settings/settings';

/** What is known while one request of the gateway is answered. Every service function takes it first. */
export interface RequestContext {
  readonly principal: Principal;
  /** The id under which the gateway, all subgraphs and their logs know this request. */
  readonly requestId: string;
  readonly database: DataSource;
  /** Batches look-ups within this request only, so nothing is cached across callers. */
  readonly loaders: Loaders;
  /** For work that outlives the request. */
  readonly jobs: JobQueue;
  readonly settings: GivenSettings;
  readonly log: Logger;
}
