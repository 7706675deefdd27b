import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiKeyScope } from '@hostgraph/accounts';
import { constraintOf, SCALARS } from '@hostgraph/inputs';
import { CriticalityLevel, diff, DiffRule } from '@graphql-inspector/core';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import { makeArtefacts } from './artefacts';
import { API_FILE, SUPERGRAPH_FILE } from './schemas';

const read = (file: string): string => readFileSync(join(__dirname, '../..', file), 'utf8');

let artefacts: Map<string, string>;
let api: GraphQLSchema;

beforeAll(async () => {
  artefacts = await makeArtefacts();
  api = buildSchema(artefacts.get(API_FILE)!);
});

it('has all generated files checked in as they are (else: npm run generate)', () => {
  const stale = [...artefacts].filter(([file, content]) => read(file) !== content).map(([file]) => file);
  expect(stale).toEqual([]);
});

it('breaks no client of the released API, but by removing what was deprecated', async () => {
  const changes = await diff(buildSchema(read('schema/baseline.graphql')), api, [
    DiffRule.suppressRemovalOfDeprecatedField,
  ]);
  const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
  expect(breaking.map(({ message }) => message)).toEqual([]);
});

it('describes every type, field, argument and enum value', () => {
  const undescribed = Object.values(api.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .flatMap((type) => elementsOf(type))
    .filter(([, description]) => !description?.trim())
    .map(([name]) => name);
  expect(undescribed).toEqual([]);
});

it('has no interface and no union, of which the gateway’s planner leaves out fields and ends (docs/adr/0035)', () => {
  const abstract = Object.values(api.getTypeMap()).filter((type) => isAbstractType(type));
  expect(abstract.map(({ name }) => name)).toEqual([]);
});

it('says of every argument and input field how much it takes at most', () => {
  const supergraph = buildSchema(artefacts.get(SUPERGRAPH_FILE)!);
  for (const schema of [supergraph, api]) {
    const values = Object.values(schema.getTypeMap())
      .filter(({ name }) => !/^(__|join__|link__)/.test(name))
      .flatMap(valuesOf);
    expect(values.length).toBeGreaterThan(300);
    expect(values.filter(([, value]) => !isBounded(value)).map(([name]) => name)).toEqual([]);
  }
});

it('has no scalar but those that gateway and subgraphs check alike', () => {
  const scalars = Object.values(api.getTypeMap()).filter(
    (type) => isScalarType(type) && !isSpecifiedScalarType(type),
  );
  expect(scalars.map(({ name }) => name).toSorted()).toEqual(SCALARS.map(({ name }) => name));
});

it('tells clients nothing about what only the gateway may ask', () => {
  expect(artefacts.get(SUPERGRAPH_FILE)).toContain('principalOfApiKey');
  expect(artefacts.get(API_FILE)).not.toContain('principalOf');
});

it('asks only for scopes that an API key can have', () => {
  const asked = [
    ...artefacts.get(SUPERGRAPH_FILE)!.matchAll(/@requiresScopes\(scopes: \[\["([^"]+)"\]\]\)/g),
  ];
  const grantable = new Set<string>([...Object.values(ApiKeyScope), 'principals:read']);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.map(([, scope]) => scope).filter((scope) => !grantable.has(scope!))).toEqual([]);
});

/** A type and all its parts, as `[coordinate, description]`. */
function elementsOf(type: GraphQLNamedType): [string, string | null | undefined][] {
  const self: [string, string | null | undefined] = [type.name, type.description];
  if (isEnumType(type)) {
    return [self, ...type.getValues().map((value) => part(`${type.name}.${value.name}`, value))];
  }
  if (isInputObjectType(type)) {
    return [
      self,
      ...Object.values(type.getFields()).map((field) => part(`${type.name}.${field.name}`, field)),
    ];
  }
  if (isObjectType(type) || isInterfaceType(type)) {
    const fields = Object.values(type.getFields()).flatMap((field) => {
      const name = `${type.name}.${field.name}`;
      return [part(name, field), ...field.args.map((arg) => part(`${name}(${arg.name}:)`, arg))];
    });
    // The root types' names say all there is to say.
    return ['Query', 'Mutation', 'Subscription'].includes(type.name) ? fields : [self, ...fields];
  }
  return [self];
}

const part = (name: string, { description }: { description?: string | null | undefined }) =>
  [name, description] as [string, string | null | undefined];

/** What clients give a type: its arguments or input fields, by coordinate. */
function valuesOf(type: GraphQLNamedType): [string, GraphQLArgument | GraphQLInputField][] {
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field]);
  }
  if (!isObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) =>
    field.args.map((argument): [string, GraphQLArgument] => [
      `${type.name}.${field.name}(${argument.name}:)`,
      argument,
    ]),
  );
}

function isBounded({ type, astNode }: GraphQLArgument | GraphQLInputField): boolean {
  const { maxItems, maxLength } = constraintOf(astNode);
  const named = getNamedType(type);
  const isList = isListType(getNullableType(type));
  const isOpen = named.name === 'String' || named.name === 'ID' || !isSpecifiedScalarType(named);
  const most = maxLength ?? (isScalarType(named) ? constraintOf(named.astNode).maxLength : undefined);
  return (maxItems !== undefined || !isList) && (most !== undefined || !isScalarType(named) || !isOpen);
}
