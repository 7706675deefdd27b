import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { Lexer, parse, type ParseOptions, Source, TokenKind } from 'graphql';
import { gatewayError } from '../errors/gateway-error';

/** Brackets in brackets. Twelve fields in one another, with arguments that are objects, have less than half of it. */
const MAX_NESTING = 100;

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Reads a document's tokens before there is a syntax tree of it, and stops at the limit. The parser, and whatever walks
 * through a tree, calls itself for each bracket in another: 2,000 of them are more than Node's stack has room for.
 */
export function useTokenLimit(limit: number): GatewayPlugin {
  const parseWithinLimits = (text: string | Source, options?: ParseOptions) => {
    const source = typeof text === 'string' ? new Source(text) : text;
    measure(source, limit);
    return parse(source, options);
  };
  return {
    onParse({ setParseFn }) {
      setParseFn(parseWithinLimits);
    },
  };
}

function measure(source: Source, limit: number): void {
  const lexer = new Lexer(source);
  let nesting = 0;
  for (let count = 1; lexer.advance().kind !== TokenKind.EOF; count++) {
    if (count > limit) throw gatewayError('TOO_MANY_TOKENS');
    if (OPENING.has(lexer.token.kind)) nesting += 1;
    else if (CLOSING.has(lexer.token.kind)) nesting -= 1;
    if (nesting > MAX_NESTING) throw gatewayError('QUERY_TOO_DEEP');
  }
}
