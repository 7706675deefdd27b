import { DEMO_MAILBOXES, EXAMPLE_MAIL_SERVICE } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import { callersWith, mutateBy, type TestAnswer, type TestSubgraph } from '@hostgraph/subgraph-testing';

export interface AutoReplyAnswer {
  readonly id: string;
  readonly audience: string;
  readonly content: {
    subject: string;
    body: string;
    html: string | null;
    language: string;
    templateVersion: number | null;
  };
  readonly externalContent: { subject: string } | null;
  readonly values: { variable: string; value: string }[];
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly timeZone: string;
  readonly repeatIntervalDays: number;
  readonly effectiveState: string;
  readonly suppressedBecause: string | null;
  readonly nextTransitionAt: string | null;
  readonly isOutdated: boolean;
  readonly deactivatedAt: string | null;
}

export interface Changed {
  readonly autoReply: AutoReplyAnswer | null;
  readonly missingVariables: string[];
}

export const FIELDS = `id audience content { subject body html language templateVersion } externalContent { subject }
  values { variable value } startsAt endsAt timeZone repeatIntervalDays effectiveState suppressedBecause
  nextTransitionAt isOutdated deactivatedAt`;

export const MAY = callersWith(['mail:read', 'mail:write']);
export const TEXT = { subject: 'Away', body: 'I am away.' };

const { anna } = DEMO_MAILBOXES;

/** What tests do with auto-replies: of Anna’s mailbox, where nothing else is said. */
export function autoRepliesOf(subgraph: () => TestSubgraph) {
  const mutate = mutateBy(subgraph);

  const written = (caller: Principal, name: string, input: Readonly<Record<string, unknown>>) =>
    mutate<Changed>(
      caller,
      name,
      { mailboxId: anna.id, content: { text: TEXT }, ...input },
      `autoReply { ${FIELDS} } missingVariables`,
    );
  const simple = (caller: Principal, name: string, mailboxId: string) =>
    mutate<Pick<Changed, 'autoReply'>>(caller, name, { mailboxId }, `autoReply { ${FIELDS} }`);

  const activate = (caller: Principal, input: Readonly<Record<string, unknown>> = {}) =>
    written(caller, 'activateAutoReply', input);

  return {
    mutate,
    activate,
    activated: async (input: Readonly<Record<string, unknown>> = {}, caller = MAY.administrator) => {
      const { outcome } = await activate(caller, input);
      expect(outcome?.userErrors).toEqual([]);
      return outcome!.autoReply!;
    },
    update: (caller: Principal, input: Readonly<Record<string, unknown>> = {}) =>
      written(caller, 'updateAutoReply', input),
    reapply: (caller: Principal, mailboxId: string = anna.id) =>
      mutate<Changed>(
        caller,
        'reapplyAutoReplyTemplate',
        { mailboxId },
        `autoReply { ${FIELDS} } missingVariables`,
      ),
    deactivate: (caller: Principal, mailboxId: string = anna.id) =>
      simple(caller, 'deactivateAutoReply', mailboxId),
    reset: (caller: Principal, mailboxId: string = anna.id) =>
      simple(caller, 'resetAutoReplyHistory', mailboxId),
    read: (
      caller: Principal,
      mailboxId: string = anna.id,
    ): Promise<TestAnswer<{ mailbox: { autoReply: AutoReplyAnswer | null } | null }>> =>
      subgraph().ask(caller, `query ($id: ID!) { mailbox(id: $id) { autoReply { ${FIELDS} } } }`, {
        id: mailboxId,
      }),
    /** @returns its id */
    template: async (
      text: Readonly<Record<string, unknown>> = {},
      input: Readonly<Record<string, unknown>> = {},
    ) => {
      const { outcome } = await mutate<{ template: { id: string } | null }>(
        MAY.administrator,
        'createAutoReplyTemplate',
        {
          mailServiceId: EXAMPLE_MAIL_SERVICE.id,
          name: 'Absence',
          texts: [{ language: 'en', ...TEXT, ...text }],
          ...input,
        },
        'template { id }',
      );
      return outcome!.template!.id;
    },
    changeTemplate: (templateId: string, input: Readonly<Record<string, unknown>>) =>
      mutate(MAY.administrator, 'updateAutoReplyTemplate', { templateId, ...input }, 'template { version }'),
    /** Takes back what the tests before did. */
    clear: () =>
      subgraph().database.query(
        `DELETE FROM mail.auto_reply; DELETE FROM mail.auto_reply_template; DELETE FROM mail.sieve_publication;
         UPDATE mail.mailbox SET state = 'ACTIVE', time_zone = 'Europe/Zurich'`,
      ),
  };
}
