import { getMetadataStorage } from 'type-graphql';

/**
 * Names the fields of an object type as far as its class has come. Those that it inherits become its own where `takeOver`
 * says so: what is said of them then counts for this type, and not for others that inherit them as well.
 */
export function ownFields(type: object, takeOver: (base: object, field: string) => boolean): string[] {
  const storage = getMetadataStorage();
  const namesOf = (target: object) =>
    storage.fields.filter((field) => field.target === target).map(({ name }) => name);
  const own = new Set(namesOf(type));
  for (const base of ancestorsOf(type)) {
    for (const name of namesOf(base)) {
      if (own.has(name) || !takeOver(base, name)) continue;
      own.add(name);
      copyField(base, name, type);
    }
  }
  return [...own];
}

function ancestorsOf(type: object): object[] {
  const base = Object.getPrototypeOf(type) as object | null;
  return base === null || base === Function.prototype ? [] : [base, ...ancestorsOf(base)];
}

function copyField(base: object, name: string, target: object): void {
  const storage = getMetadataStorage();
  if (typeof Object.getOwnPropertyDescriptor((base as Class).prototype, name)?.value === 'function') {
    throw new Error(
      `${(target as Class).name} inherits the method ${name}, which has to say who may call it`,
    );
  }
  for (const field of storage.fields.filter((field) => field.target === base && field.name === name)) {
    storage.collectClassFieldMetadata({ ...field, target: target as Class });
  }
  for (const { directive } of storage.fieldDirectives.filter(
    (directive) => directive.target === base && directive.fieldName === name,
  )) {
    storage.collectDirectiveFieldMetadata({ target: target as Class, fieldName: name, directive });
  }
}

type Class = abstract new () => object;
