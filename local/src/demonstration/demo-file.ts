import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { DemoRole } from './tokens';

/** Everything that somebody needs to try the system, for scripts. */
export interface Demo {
  /** Where GraphQL requests go. */
  readonly endpoint: string;
  /** The explorer's page. */
  readonly explorer: string;
  /** A bearer token of each person, valid for twelve hours. */
  readonly tokens: Readonly<Record<DemoRole, string>>;
  /** A bearer credential of a partner's program. */
  readonly apiKey: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, string>>;
}

export const demoFile = (directory: string): string => join(directory, 'demo.json');

/** Replaces the file at once, so that no reader sees half of it; only its owner may read the credentials. */
export function writeDemoFile(directory: string, demo: Demo): void {
  const file = demoFile(directory);
  writeFileSync(`${file}.new`, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The API key of the last start, if there was one. */
export function formerApiKey(directory: string): string | undefined {
  try {
    return z.object({ apiKey: z.string() }).parse(JSON.parse(readFileSync(demoFile(directory), 'utf8')))
      .apiKey;
  } catch {
    return undefined;
  }
}
