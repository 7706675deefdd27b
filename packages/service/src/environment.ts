import type { ZodType } from 'zod';
import { StartupError } from './startup-error';

export type Environment = Readonly<Record<string, string | undefined>>;

/** An empty variable is as good as none: that is how shells and compose files write "not set". */
export const givenVariables = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));

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
