import { type AuthChecker, Authorized, Directive } from 'type-graphql';
import type { RequestContext } from '../../context/request-context';
import { CodedError, forbidden } from '../../errors/coded-error';
import { ownFields } from './own-fields';
import { findUnreadable } from './unreadable-selection';

/** Every resolver that has said who may call it: class → method names. */
const declared = new WeakMap<object, Set<string>>();

function declare(target: object, method: string | symbol): void {
  const methods = declared.get(target.constructor) ?? new Set<string>();
  declared.set(target.constructor, methods.add(String(method)));
}

/** Anybody may call this resolver, signed in or not. */
export const Public = (): MethodDecorator => (target, method) => {
  declare(target, method);
};

/** Anybody who is signed in may call this resolver. */
export const Authenticated = (): MethodDecorator => (target, method, descriptor) => {
  declare(target, method);
  Authorized()(target, method as string, descriptor);
  Directive('@authenticated')(target, method, descriptor);
};

/**
 * Callers whose credential has the scopes, all of them, may read this field; the schema says so too, for other
 * routers. It stands on a resolver method, or on a property of an object type: an entity is also reached through
 * the references of other subgraphs, whose own scopes are not this one's.
 *
 * On an object type it stands for each of its properties, also inherited ones, but those that say something else
 * themselves and `id`, which is known to whoever names the object. Field resolvers are no properties, and always say
 * for themselves.
 */
export const RequireScope =
  (...scopes: readonly [string, ...string[]]): ClassDecorator & MethodDecorator & PropertyDecorator =>
  (target: object, field?: string | symbol) => {
    if (field !== undefined) {
      requireScopes(target, field, scopes);
      return;
    }
    const isOpen = (type: object, name: string) => name !== 'id' && !isScopeDeclared(type, name);
    for (const name of ownFields(target, isOpen).filter((name) => isOpen(target, name))) {
      requireScopes((target as { readonly prototype: object }).prototype, name, scopes);
    }
  };

function requireScopes(target: object, field: string | symbol, scopes: readonly string[]): void {
  declare(target, field);
  Authorized(scopes)(target, field);
  const all = scopes.map((scope) => `"${scope}"`).join(', ');
  Directive(`@requiresScopes(scopes: [[${all}]])`)(target, field);
}

/** Whether a resolver method says who may call it. */
export const isScopeDeclared = (resolverClass: object, method: string): boolean =>
  declared.get(resolverClass)?.has(method) ?? false;

/**
 * type-graphql calls this before each field that is not public.
 *
 * What a mutation is to answer counts before it does anything: who hears FORBIDDEN takes the change for refused, and
 * tries again.
 */
export const checkScopes: AuthChecker<RequestContext> = ({ context: { principal }, info }, scopes) => {
  if (principal.kind === 'ANONYMOUS') throw new CodedError('UNAUTHENTICATED', 'Sign in to read this');
  const missing = scopes.find((scope) => !principal.scopes.includes(scope));
  if (missing !== undefined) throw forbidden(`This credential lacks the scope ${missing}`);
  if (info.parentType !== info.schema.getMutationType()) return true;
  const unreadable = findUnreadable(info, principal.scopes);
  if (unreadable) {
    throw forbidden(
      `This credential lacks the scope ${unreadable.scope}, which ${unreadable.path} needs; nothing was done`,
    );
  }
  return true;
};
