import { type Constraint, printConstraint } from '@hostgraph/inputs';
import { Directive } from 'type-graphql';

/**
 * Says the most that an argument or input field takes: the schema states it, and the gateway and the subgraph measure
 * by it before anything else is done with the value. Ids, scalars and lists of enum values need no such word.
 */
export const Constrained = (constraint: Constraint): PropertyDecorator & ParameterDecorator =>
  Directive(printConstraint(constraint));
