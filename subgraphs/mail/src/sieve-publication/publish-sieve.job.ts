import { type ManageSieveClient, ManageSieveRefusal } from '@hostgraph/managesieve';
import type { JobDefinition } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { missingExtensions } from '../sieve/sieve-extension';
import { sieveScript } from '../sieve/sieve-script';
import { checkFolders } from '../sorting-rule/check-folders.job';
import { SortingRuleError } from '../sorting-rule/sorting-rule-error';
import { type SourcedPart, sieveParts } from './sieve-parts';
import { openSieve, sieveServer } from './sieve-server';

/** Our script's name on the server. One with another name is somebody's own. */
export const SCRIPT_NAME = 'hostgraph';

/** What became of an attempt to bring a script to the server. */
interface Published {
  readonly serverWords: string | null;
  readonly isOverridden: boolean;
}

/** The server will not take it, now or later. */
class Refused extends Error {
  constructor(
    readonly serverWords: string | null,
    readonly ruleErrors: ReadonlyMap<string, SortingRuleError>,
  ) {
    super('The mail server refuses the script');
    this.name = 'Refused';
  }
}

/**
 * Brings a mailbox's script to the mail server. It reads what is stored when its turn has come, and others for the
 * mailbox wait meanwhile, so the last one to write has the newest. **A script that the server refuses is never stored**:
 * it is checked first, and the one that was good goes on.
 */
export const publishSieve: JobDefinition = {
  name: 'sieve-publication',
  async work({ database, jobs }, mailboxId) {
    if (!sieveServer()) return;
    await database.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `hostgraph:mail:sieve:${mailboxId}`,
      ]);
      const wanted = await readWanted(manager, mailboxId);
      if (!wanted) return;
      try {
        await markPublished(manager, mailboxId, wanted, await publish(wanted));
        await jobs.enqueue(manager, checkFolders, mailboxId);
      } catch (error) {
        // What fails otherwise is tried again.
        if (!(error instanceof Refused)) throw error;
        await markFailed(manager, mailboxId, wanted, error);
      }
    });
  },
  async giveUp({ database }, mailboxId) {
    await database.query(
      `UPDATE mail.sieve_publication SET state = 'FAILED', server_words = NULL
       WHERE mailbox_id = $1 AND state = 'PENDING'`,
      [mailboxId],
    );
  },
};

interface Wanted {
  readonly requested: number;
  /** The mailbox's primary address, by which the server knows it. */
  readonly address: string;
  readonly parts: readonly SourcedPart[];
}

/** @returns undefined where the mailbox has gone */
async function readWanted(manager: EntityManager, mailboxId: string): Promise<Wanted | undefined> {
  const [row]: { requested: number; address: string }[] = await manager.query(
    `SELECT publication.requested, address.address FROM mail.sieve_publication AS publication
     JOIN mail.mailbox_address AS address ON address.mailbox_id = publication.mailbox_id AND address.kind = 'PRIMARY'
     WHERE publication.mailbox_id = $1`,
    [mailboxId],
  );
  return row && { ...row, parts: await sieveParts(manager, mailboxId) };
}

/** @throws Refused */
async function publish({ address, parts }: Wanted): Promise<Published> {
  const client = await openSieve(address);
  try {
    const unknown = rulesThat(
      parts.filter((part) => missingExtensions(part, client.capabilities.sieveExtensions).length > 0),
      SortingRuleError.NOT_SUPPORTED,
    );
    if (unknown.size > 0) throw new Refused(null, unknown);
    const script = sieveScript(parts);
    const words = await refusalOf(client, script);
    if (words !== undefined) throw new Refused(words, await findCulprits(client, parts));
    return await replace(client, script);
  } finally {
    await client.logout();
  }
}

/** @returns what the server says against a script; undefined where it would take it */
async function refusalOf(client: ManageSieveClient, script: string): Promise<string | undefined> {
  try {
    await client.checkScript(script);
    return undefined;
  } catch (error) {
    if (error instanceof ManageSieveRefusal && !error.isTemporary) return error.words;
    throw error;
  }
}

async function findCulprits(client: ManageSieveClient, parts: readonly SourcedPart[]) {
  const refused: SourcedPart[] = [];
  for (const part of parts) {
    if ((await refusalOf(client, sieveScript([part]))) !== undefined) refused.push(part);
  }
  return rulesThat(refused, SortingRuleError.REFUSED);
}

async function replace(client: ManageSieveClient, script: string): Promise<Published> {
  const active = (await client.listScripts()).find(({ isActive }) => isActive);
  try {
    await client.putScript(SCRIPT_NAME, script);
  } catch (error) {
    // It passed the check, so it is the place that it takes.
    if (error instanceof ManageSieveRefusal && !error.isTemporary) throw new Refused(error.words, new Map());
    throw error;
  }
  const isOverridden = active !== undefined && active.name !== SCRIPT_NAME;
  if (!isOverridden) await client.setActive(SCRIPT_NAME);
  return { serverWords: null, isOverridden };
}

const rulesThat = (parts: readonly SourcedPart[], error: SortingRuleError) =>
  new Map(parts.flatMap(({ ruleId }) => (ruleId === undefined ? [] : [[ruleId, error] as const])));

/** What was changed meanwhile has a job of its own, and is not done. */
async function markPublished(
  manager: EntityManager,
  mailboxId: string,
  { requested }: Wanted,
  { serverWords, isOverridden }: Published,
): Promise<void> {
  await manager.query(
    `UPDATE mail.sieve_publication SET published_at = now(), is_overridden = $4, server_words = $3,
       state = CASE WHEN requested = $2 THEN 'PUBLISHED' ELSE state END
     WHERE mailbox_id = $1`,
    [mailboxId, requested, serverWords, isOverridden],
  );
  await markRules(manager, mailboxId, new Map());
}

async function markFailed(
  manager: EntityManager,
  mailboxId: string,
  { requested }: Wanted,
  { serverWords, ruleErrors }: Refused,
): Promise<void> {
  await manager.query(
    `UPDATE mail.sieve_publication SET state = 'FAILED', server_words = $3
     WHERE mailbox_id = $1 AND requested = $2`,
    [mailboxId, requested, serverWords?.slice(0, MAX_WORDS) ?? null],
  );
  await markRules(manager, mailboxId, ruleErrors);
}

const MAX_WORDS = 2000;

/** Sets or ends the error of every rule of the mailbox. Whether folders are there is not known here. */
const markRules = (
  manager: EntityManager,
  mailboxId: string,
  errors: ReadonlyMap<string, SortingRuleError>,
): Promise<unknown> =>
  manager.query(
    `UPDATE mail.sorting_rule SET error_code = found.code
     FROM mail.sorting_rule AS rule
     LEFT JOIN unnest($2::text[], $3::text[]) AS found (id, code) ON found.id = rule.id
     WHERE rule.mailbox_id = $1 AND sorting_rule.id = rule.id
       AND sorting_rule.error_code IS DISTINCT FROM found.code
       AND (found.code IS NOT NULL OR sorting_rule.error_code <> 'FOLDER_GONE')`,
    [mailboxId, [...errors.keys()], [...errors.values()]],
  );
