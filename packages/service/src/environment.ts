import { readFileSync } from 'node:fs';
import type { ZodType } from 'zod';
import { StartupError } from './startup-error';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What may hold a secret, by the last word of its name; `…_FILE` behind it says that the value is in a file. */
const IN_FILE = /^(.+_(?:PASSWORD|KEY|PEPPER|JWKS|URL))_FILE$/;

/**
 * The variables that are set. An empty one is as good as none: that is how shells and compose files write "not set". What
 * may hold a secret can be in a file, which no other process sees, nor whoever inspects a container.
 *
 * @throws StartupError that names a file's variable, never what is in it
 */
export function givenVariables(environment: Environment): Environment {
  const given = Object.entries(environment).filter(([, value]) => value !== '' && value !== undefined);
  const inFiles = given.flatMap(([name, path = '']) => {
    const [, variable] = IN_FILE.exec(name) ?? [];
    return variable === undefined ? [] : [[variable, readValue(name, path)] as const];
  });
  const names = new Set(given.map(([name]) => name));
  for (const [variable] of inFiles) {
    if (names.has(variable)) throw new StartupError(`${variable}: is given twice, as ${variable}_FILE too`);
  }
  return Object.fromEntries([...given, ...inFiles]);
}

function readValue(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').trimEnd();
  } catch (error) {
    throw new StartupError(
      `${name}: cannot read the file: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`,
    );
  }
}

/**
 * Checks a value of the configuration.
 *
 * @param variable where the value stands; omitted for the environment itself
 * @throws StartupError that names the first wrong place, never its value
 */
export function parseSetting<T>(schema: ZodType<T>, value: unknown, variable?: string): T {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const [issue] = error.issues;
  const place = [...(variable === undefined ? [] : [variable]), ...(issue?.path ?? [])].join('.');
  throw new StartupError(`${place}: ${issue?.message ?? 'invalid'}`);
}
