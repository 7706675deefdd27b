import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isLongerThan } from '../bounds/text-length';
import { wrongValue } from './wrong-value';

export interface TextScalar<Internal, Answered> {
  readonly name: string;
  readonly description: string;
  readonly specifiedByURL?: string;
  /** How many characters it takes at most; the schema says so, too. */
  readonly maxLength: number;
  /** What is wrong, for whoever sent something else. It never has what was sent. */
  readonly mistake: string;
  /** Undefined where the text is none of them. It never sees one that is longer. */
  readonly read: (text: string) => Internal | undefined;
  readonly serialize: (value: unknown) => Answered;
}

/** A scalar that is written as a text. Its length comes before everything else that is asked of it. */
export function textScalar<Internal, Answered>({
  maxLength,
  mistake,
  read,
  ...config
}: TextScalar<Internal, Answered>): GraphQLScalarType<Internal, Answered> {
  const parse = (value: unknown, nodes?: ValueNode): Internal => {
    const parsed = typeof value === 'string' && !isLongerThan(value, maxLength) ? read(value) : undefined;
    if (parsed === undefined) throw wrongValue(mistake, nodes);
    return parsed;
  };
  return new GraphQLScalarType<Internal, Answered>({
    ...config,
    extensions: { directives: { constraint: { maxLength } } },
    parseValue: (value) => parse(value),
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined, node),
  });
}
