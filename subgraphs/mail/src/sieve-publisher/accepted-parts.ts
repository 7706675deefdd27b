import { type ManageSieveClient, ManageSieveRefusal } from '@hostgraph/managesieve';
import { missingExtensions } from '../sieve/sieve-extension';
import { sieveScript } from '../sieve/sieve-script';
import { SortingRuleError } from '../sorting/rule/sorting-rule-error';
import { isRulePart, type SourcedPart } from './sieve-parts';

/** What of a script is to act. */
export interface Accepted {
  readonly parts: readonly SourcedPart[];
  /** Why each rule is left out that is. */
  readonly ruleErrors: ReadonlyMap<string, SortingRuleError>;
  /** What the server says against a rule; it may quote it. */
  readonly serverResponse: string | null;
}

/**
 * Finds what of a script the server takes, so that **one refused part keeps no other from acting**: a rule leaves out
 * itself and nothing of anybody else's. Where all that is left is too much for the server, the first parts act.
 */
export async function acceptedParts(
  client: ManageSieveClient,
  wanted: readonly SourcedPart[],
): Promise<Accepted> {
  const ruleErrors = new Map<string, SortingRuleError>();
  let serverResponse: string | null = null;
  const leaveOut = (part: SourcedPart, error: SortingRuleError, responseText?: string): void => {
    if (!isRulePart(part)) return;
    ruleErrors.set(part.ruleId, error);
    serverResponse ??= responseText ?? null;
  };
  const supported = wanted.filter((part) => {
    const withheld = isRulePart(part) ? part.withheld : undefined;
    const isUnknown = missingExtensions(part, client.capabilities.sieveExtensions).length > 0;
    const error = withheld ?? (isUnknown ? SortingRuleError.NOT_SUPPORTED : undefined);
    if (error) leaveOut(part, error);
    return error === undefined;
  });
  if ((await refusalOf(client, supported)) === undefined)
    return { parts: supported, ruleErrors, serverResponse };

  const good: SourcedPart[] = [];
  for (const part of supported) {
    const responseText = await refusalOf(client, [part]);
    if (responseText === undefined) good.push(part);
    else leaveOut(part, SortingRuleError.REFUSED, responseText);
  }
  const { length, responseText } = await longestAccepted(client, good);
  for (const part of good.slice(length)) leaveOut(part, SortingRuleError.REFUSED, responseText);
  return { parts: good.slice(0, length), ruleErrors, serverResponse };
}

/** How many of the first parts the server takes together, and what it says against one more. */
async function longestAccepted(
  client: ManageSieveClient,
  parts: readonly SourcedPart[],
): Promise<{ readonly length: number; readonly responseText?: string }> {
  let responseText = await refusalOf(client, parts);
  if (responseText === undefined) return { length: parts.length };
  let taken = 0;
  let refused = parts.length;
  while (refused - taken > 1) {
    const half = Math.floor((taken + refused) / 2);
    const refusal = await refusalOf(client, parts.slice(0, half));
    if (refusal === undefined) taken = half;
    else {
      refused = half;
      responseText = refusal;
    }
  }
  return { length: taken, responseText };
}

/** @returns what the server says against a script; undefined where it would take it */
async function refusalOf(
  client: ManageSieveClient,
  parts: readonly SourcedPart[],
): Promise<string | undefined> {
  try {
    await client.checkScript(sieveScript(parts));
    return undefined;
  } catch (error) {
    if (error instanceof ManageSieveRefusal && !error.isTemporary) return error.responseText;
    throw error;
  }
}
