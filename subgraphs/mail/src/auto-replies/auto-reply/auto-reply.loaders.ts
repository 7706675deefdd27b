import { type Batch, pagesByParent } from '@hostgraph/subgraph-kit';
import { In, IsNull } from 'typeorm';
import { AutoReplyTemplate } from '../template/auto-reply-template.entity';
import { AutoReply } from './auto-reply.entity';

/** By mailbox: the auto-reply that is switched on. */
export const activeAutoReplies: Batch<string, AutoReply> = async ({ database }, mailboxIds) => {
  const active = await database
    .getRepository(AutoReply)
    .findBy({ mailboxId: In([...mailboxIds]), deactivatedAt: IsNull() });
  return new Map(active.map((autoReply) => [autoReply.mailboxId, autoReply]));
};

/** All activations of mailboxes, the latest first. */
export const autoReplyPages = pagesByParent({
  entity: AutoReply,
  parentColumn: 'mailbox_id',
  keyset: { columns: { activated_at: 'timestamptz', id: 'text' }, direction: 'DESC' },
});

/** The present version of templates, whoever may see them: a number tells nothing of what is hidden. */
export const templateVersions: Batch<string, number> = async ({ database }, templateIds) => {
  const templates = await database
    .getRepository(AutoReplyTemplate)
    .find({ select: { id: true, version: true }, where: { id: In([...templateIds]) } });
  return new Map(templates.map(({ id, version }) => [id, version]));
};
