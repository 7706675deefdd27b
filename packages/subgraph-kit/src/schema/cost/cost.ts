import { Directive } from 'type-graphql';

/**
 * What it costs to ask for this field once, or on top to give this argument, in units of which an object is one and
 * takes about 0.1 ms of processor time (bench/cost-weights.ts measures it). The gateway counts before it executes, and
 * the schema tells clients. Without it a mutation costs 10, an object 1, and a value of an object nothing.
 */
export const Cost = (weight: number): MethodDecorator & PropertyDecorator =>
  Directive(`@cost(weight: ${weight})`);

/** How many items a list has that takes no `first`, where one is too few to count. */
export const AssumedSize = (size: number): MethodDecorator & PropertyDecorator =>
  Directive(`@listSize(assumedSize: ${size})`);
