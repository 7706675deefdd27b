import type { JobDefinition, JobRun } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { FOLDER_SERVER, listFolders } from '../sorting/mail-folder/folder-server';
import { foldersOf } from '../sorting/action/action-commands';
import { SortingRule } from '../sorting/rule/sorting-rule.entity';
import { SortingRuleError } from '../sorting/rule/sorting-rule-error';

/** IMAP sends no notice when a folder is deleted, so they are looked at again and again. */
const AGAIN_AFTER_MS = 6 * 3_600_000;

/**
 * Marks the rules of a mailbox whose folders are gone, and unmarks those whose folders are back. **No mail waits for
 * it**: the script asks for the folder with each message, and keeps the message in the inbox where it is not there.
 */
export const checkFolders: JobDefinition = { name: 'sorting-rule-folders', work: check, giveUp: checkLater };

/** Waits without keeping one from being asked for at once: of a kind, a mailbox has one waiting job. */
export const checkFoldersAgain: JobDefinition = {
  name: 'sorting-rule-folders-again',
  work: check,
  giveUp: checkLater,
};

async function check(run: JobRun, mailboxId: string): Promise<void> {
  const { database, settings } = run;
  const server = settings.get(FOLDER_SERVER);
  if (!server) return;
  const rules = await database.getRepository(SortingRule).findBy({ mailboxId });
  const storing = rules.filter(({ actions }) => foldersOf(actions).length > 0);
  const address = await readAddress(database.manager, mailboxId);
  if (storing.length === 0 || address === undefined) return;
  const existingFolders = await listFolders(server, address);
  const missing = storing.filter(({ actions }) =>
    foldersOf(actions).some((folder) => !isThere(existingFolders, folder)),
  );
  await mark(database.manager, mailboxId, missing);
  await checkLater(run, mailboxId);
}

function checkLater({ database, jobs }: JobRun, mailboxId: string): Promise<void> {
  const later = new Date(Date.now() + AGAIN_AFTER_MS);
  return jobs.enqueue(database.manager, checkFoldersAgain, mailboxId, later);
}

/** The inbox has its name in any case (RFC 9051, 5.1). */
const isThere = (folders: ReadonlySet<string>, folder: string): boolean =>
  folders.has(folder) || folder.toUpperCase() === 'INBOX';

/** @returns undefined where the mailbox has gone */
async function readAddress(manager: EntityManager, mailboxId: string): Promise<string | undefined> {
  const [row]: { address: string }[] = await manager.query(
    `SELECT address FROM mail.mailbox_address WHERE mailbox_id = $1 AND kind = 'PRIMARY'`,
    [mailboxId],
  );
  return row?.address;
}

/** A rule that was changed while we looked has a check of its own to come. */
const mark = (manager: EntityManager, mailboxId: string, missing: readonly SortingRule[]): Promise<unknown> =>
  manager.query(
    `UPDATE mail.sorting_rule SET error_code = CASE WHEN id = ANY($2) THEN $3 END
     WHERE mailbox_id = $1 AND (error_code IS NULL OR error_code = $3)
       AND error_code IS DISTINCT FROM CASE WHEN id = ANY($2) THEN $3 END`,
    [mailboxId, missing.map(({ id }) => id), SortingRuleError.FOLDER_GONE],
  );
