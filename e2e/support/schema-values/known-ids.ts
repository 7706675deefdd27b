/** Ids of records that are there, by the type of the record. */
export type KnownIds = ReadonlyMap<string, readonly string[]>;

/** Looks through answers for objects that say their type and id. */
export function knownIds(...answers: unknown[]): Map<string, string[]> {
  const known = new Map<string, string[]>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('__typename' in value && 'id' in value) {
      const ofType = known.get(String(value.__typename)) ?? [];
      const id = String(value.id);
      if (!ofType.includes(id)) known.set(String(value.__typename), [...ofType, id]);
    }
    for (const part of Object.values(value)) look(part);
  };
  answers.forEach(look);
  return known;
}

/**
 * Ids that a place may mean, by its name: `mailboxId` and `mailboxIds` a Mailbox, `siteId` a LegacySite, and `id` of
 * UpdateSortingRuleInput a SortingRule.
 *
 * @param owner the input type, or the field, that the place belongs to
 */
export function idsFor(owner: string, name: string, known: KnownIds): string[] {
  const noun = name.replace(/Ids?$/, '').toLowerCase();
  const whole = owner.replace(/Input$/, '').toLowerCase();
  const wanted = ([type]: [string, unknown]) => {
    const lower = type.toLowerCase();
    if (noun === 'id') return whole.endsWith(lower);
    return (
      lower.endsWith(noun) ||
      (noun === 'member' && type === 'User') ||
      (noun === 'account' && type === 'FtpAccount')
    );
  };
  const matches = [...known].filter(wanted);
  // `updateMailbox` ends as `mailbox` does, and so does `addMember…`: the longest name is meant.
  const longest = Math.max(...matches.map(([type]) => type.length));
  return noun === 'id'
    ? matches.filter(([type]) => type.length === longest).flatMap(([, ids]) => ids)
    : matches.flatMap(([, ids]) => ids);
}
