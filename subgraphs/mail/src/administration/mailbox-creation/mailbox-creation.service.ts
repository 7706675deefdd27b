import {
  KEY_REUSED,
  lockIdempotencyKey,
  newId,
  notFound,
  requestDigest,
  type RequestContext,
} from '@hostgraph/subgraph-kit';
import { type EntityManager, IsNull } from 'typeorm';
import {
  changeMailService,
  recordForService,
} from '../../permission/mail-service-action/change-mail-service';
import { MailServiceAction } from '../../permission/mail-service-action/mail-service-action';
import type { MailService } from '../../directory/mail-service/mail-service.entity';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import type { MailboxOutcome } from '../../directory/mailbox/mailbox.payloads';
import { claimAddress, insertAddress } from '../../directory/mailbox-address/claim-address';
import { writeGrants } from '../../permission/mailbox-grant/write-grants';
import type { CreateMailboxInput } from './mailbox-creation.inputs';

/**
 * Creates a mailbox with its users, who get the service's general rights on it.
 *
 * @throws NOT_FOUND also where the mailbox that was created under the key has been deleted since
 * @throws FORBIDDEN
 */
export const createMailbox = (ctx: RequestContext, input: CreateMailboxInput): Promise<MailboxOutcome> =>
  changeMailService(ctx, input.mailServiceId, MailServiceAction.CREATE_MAILBOX, async (manager, service) => {
    const before = await findCreation(ctx, manager, input.idempotencyKey);
    if (before) return repeated(manager, before, input);
    const refused = await claimAddress(manager, service.id, input.address, 'address');
    if (refused) return { userErrors: [refused] };
    return create(ctx, manager, service, input);
  });

interface Creation {
  readonly mailboxId: string;
  readonly inputDigest: string;
}

async function findCreation(
  ctx: RequestContext,
  manager: EntityManager,
  idempotencyKey: string,
): Promise<Creation | undefined> {
  await lockIdempotencyKey(ctx, manager, 'mail:creation', idempotencyKey);
  const [found]: Creation[] = await manager.query(
    `SELECT mailbox_id AS "mailboxId", input_digest AS "inputDigest" FROM mail.mailbox_creation
     WHERE principal_kind = $1 AND principal_id = $2 AND idempotency_key = $3`,
    [ctx.principal.kind, ctx.principal.id, idempotencyKey],
  );
  return found;
}

async function repeated(
  manager: EntityManager,
  { mailboxId, inputDigest }: Creation,
  input: CreateMailboxInput,
): Promise<MailboxOutcome> {
  if (inputDigest !== digestOf(input)) return { userErrors: [KEY_REUSED] };
  const mailbox = await manager.findOneBy(Mailbox, { id: mailboxId, deletedAt: IsNull() });
  if (!mailbox) throw notFound('Mailbox');
  return { mailbox, userErrors: [] };
}

async function create(
  ctx: RequestContext,
  manager: EntityManager,
  service: MailService,
  input: CreateMailboxInput,
): Promise<MailboxOutcome> {
  const { kind, id: principalId } = ctx.principal;
  const { address, displayName, memberIds, idempotencyKey } = input;
  const mailbox = { id: newId('mbx'), mailServiceId: service.id };
  await manager.insert(Mailbox, { ...mailbox, displayName });
  await insertAddress(manager, mailbox, address, 'PRIMARY');
  await manager.query('INSERT INTO mail.mailbox_member (mailbox_id, user_id) SELECT $1, unnest($2::text[])', [
    mailbox.id,
    memberIds,
  ]);
  await writeGrants(ctx, manager, mailbox.id, memberIds, { rights: service.generalRights }, 'TELL_NOBODY');
  await manager.query(
    `INSERT INTO mail.mailbox_creation (mailbox_id, principal_kind, principal_id, idempotency_key, input_digest)
     VALUES ($1, $2, $3, $4, $5)`,
    [mailbox.id, kind, principalId, idempotencyKey, digestOf(input)],
  );
  await recordForService(ctx, manager, service, MailServiceAction.CREATE_MAILBOX, mailbox.id);
  return { mailbox: await manager.findOneByOrFail(Mailbox, { id: mailbox.id }), userErrors: [] };
}

const digestOf = ({ mailServiceId, address, displayName, memberIds }: CreateMailboxInput): string =>
  requestDigest(JSON.stringify([mailServiceId, address, displayName, [...memberIds].sort()])).toString(
    'base64url',
  );
