import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '@hostgraph/service';
import { z } from 'zod';
import { SUBGRAPHS } from '../subgraphs/subgraphs';
import type { DatabaseUrls } from './database-urls';

const urlsSchema = z.record(z.enum(SUBGRAPHS), z.string());
const fileIn = (directory: string): string => join(directory, 'database-urls.json');

/** Tells other programs of this installation, and nobody else, how to reach the embedded PostgreSQL. */
export function writeUrlFile(directory: string, urls: DatabaseUrls): void {
  writeFileSync(fileIn(directory), JSON.stringify(urls, null, 2), { mode: 0o600 });
}

export function removeUrlFile(directory: string): void {
  rmSync(fileIn(directory), { force: true });
}

/** @throws StartupError when it is not there: the server runs, but its roles are not ready */
export function readUrlFile(directory: string): DatabaseUrls {
  try {
    return urlsSchema.parse(JSON.parse(readFileSync(fileIn(directory), 'utf8')));
  } catch {
    throw new StartupError(`the database in ${directory} is just starting or stopping: try again`);
  }
}
