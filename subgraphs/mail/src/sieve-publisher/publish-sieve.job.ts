import { type ManageSieveClient, ManageSieveRefusal } from '@hostgraph/managesieve';
import { type JobDefinition, lockName } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import type { MailServer } from '../mail-server/mail-server';
import { sieveScript } from '../sieve/sieve-script';
import { checkFolders } from './check-folders.job';
import type { SortingRuleError } from '../sorting/rule/sorting-rule-error';
import { type Accepted, acceptedParts } from './accepted-parts';
import { SievePublicationState } from '../sieve-publication/publication-state';
import { SIEVE_PUBLICATION } from '../sieve-publication/sieve-publication.job-kind';
import { isRulePart, type SourcedPart, sieveParts } from './sieve-parts';
import { openSieve, SIEVE_SERVER } from '../sieve-publication/sieve-server';

/** Our script's name on the server. One with another name is somebody's own. */
export const SCRIPT_NAME = 'hostgraph';

/** When what failed is tried again, whether for a server that is away or one that refuses. */
const AGAIN_AFTER_SECONDS = 600;

/** What the server has of a script. */
interface Published extends Accepted {
  readonly isOverridden: boolean;
}

/** The server will not take a script that it has checked, such as because its place is full. */
class Refused extends Error {
  constructor(readonly serverResponse: string) {
    super('The mail server refuses the script');
    this.name = 'Refused';
  }
}

/**
 * Brings a mailbox's script to the mail server. It reads what is stored when its turn has come, and others for the
 * mailbox wait meanwhile, so the last one to write has the newest. **A script that the server refuses is never stored**:
 * it is checked first, and what the server refuses of it is left out.
 */
export const publishSieve: JobDefinition = {
  ...SIEVE_PUBLICATION,
  async work({ database, jobs, settings }, mailboxId) {
    const server = settings.get(SIEVE_SERVER);
    if (!server) return;
    await database.transaction(async (manager) => {
      await lockName(manager, `mail:sieve:${mailboxId}`);
      const wanted = await readWanted(manager, mailboxId);
      if (!wanted) return;
      try {
        await markPublished(manager, mailboxId, wanted, await publish(server, wanted));
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
      `UPDATE mail.sieve_publication
       SET state = 'FAILED', server_words = NULL, due_at = now() + make_interval(secs => $2)
       WHERE mailbox_id = $1 AND state IN ('PENDING', 'FAILED')`,
      [mailboxId, AGAIN_AFTER_SECONDS],
    );
  },
};

interface Wanted {
  readonly requested: number;
  /** The mailbox's primary address, by which the server knows it. */
  readonly address: string;
  readonly parts: readonly SourcedPart[];
}

/** @returns undefined where the mailbox has gone, if only until it is restored */
async function readWanted(manager: EntityManager, mailboxId: string): Promise<Wanted | undefined> {
  const [row]: { requested: number; address: string }[] = await manager.query(
    `SELECT publication.requested, address.address FROM mail.sieve_publication AS publication
     JOIN mail.mailbox ON mailbox.id = publication.mailbox_id AND mailbox.deleted_at IS NULL
     JOIN mail.mailbox_address AS address ON address.mailbox_id = publication.mailbox_id AND address.kind = 'PRIMARY'
     WHERE publication.mailbox_id = $1`,
    [mailboxId],
  );
  return row && { ...row, parts: await sieveParts(manager, mailboxId) };
}

/** @throws Refused */
async function publish(server: MailServer, { address, parts }: Wanted): Promise<Published> {
  const client = await openSieve(server, address);
  try {
    const accepted = await acceptedParts(client, parts);
    return { ...accepted, isOverridden: await replace(client, sieveScript(accepted.parts)) };
  } finally {
    await client.logout();
  }
}

/** @returns whether another script than ours is active, and so stays */
async function replace(client: ManageSieveClient, script: string): Promise<boolean> {
  const active = (await client.listScripts()).find(({ isActive }) => isActive);
  try {
    await client.putScript(SCRIPT_NAME, script);
  } catch (error) {
    // It passed the check, so it is the place that it takes.
    if (error instanceof ManageSieveRefusal && !error.isTemporary) throw new Refused(error.responseText);
    throw error;
  }
  const isOverridden = active !== undefined && active.name !== SCRIPT_NAME;
  if (!isOverridden) await client.setActive(SCRIPT_NAME);
  return isOverridden;
}

/** What was changed meanwhile has a job of its own, and is not done. */
async function markPublished(
  manager: EntityManager,
  mailboxId: string,
  wanted: Wanted,
  { parts, ruleErrors, serverResponse, isOverridden }: Published,
): Promise<void> {
  const isWhole = parts.length === wanted.parts.length;
  const reply = isOverridden ? undefined : replyIn(parts);
  await manager.query(
    `UPDATE mail.sieve_publication SET published_at = now(), is_overridden = $4, server_words = $3,
       auto_reply_id = $5, auto_reply_updated_at = $6,
       state = CASE WHEN requested = $2 THEN $7 ELSE state END,
       due_at = CASE WHEN requested = $2 THEN $8::timestamptz ELSE due_at END
     WHERE mailbox_id = $1`,
    [
      ...[mailboxId, wanted.requested, serverResponse?.slice(0, MAX_WORDS) ?? null, isOverridden],
      ...[reply?.id ?? null, reply?.updatedAt ?? null],
      isWhole ? SievePublicationState.PUBLISHED : SievePublicationState.PARTIAL,
      earliestEnd(parts),
    ],
  );
  await markRules(manager, mailboxId, ruleErrors);
}

const replyIn = (parts: readonly SourcedPart[]) =>
  parts.flatMap((part) => (isRulePart(part) ? [] : [part.autoReply]))[0];

/** When the first of the rights ends on which something in the script rests. */
function earliestEnd(parts: readonly SourcedPart[]): Date | null {
  const ends = parts.filter(isRulePart).flatMap(({ until }) => until?.getTime() ?? []);
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}

const markFailed = (
  manager: EntityManager,
  mailboxId: string,
  { requested }: Wanted,
  { serverResponse }: Refused,
): Promise<unknown> =>
  manager.query(
    `UPDATE mail.sieve_publication
     SET state = 'FAILED', server_words = $3, due_at = now() + make_interval(secs => $4)
     WHERE mailbox_id = $1 AND requested = $2`,
    [mailboxId, requested, serverResponse.slice(0, MAX_WORDS), AGAIN_AFTER_SECONDS],
  );

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
