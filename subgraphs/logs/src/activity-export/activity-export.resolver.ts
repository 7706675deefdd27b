import { Authenticated, Cost, type RequestContext, RequireScope, UserError } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { mailboxNamed } from '../foreign/mailbox/mailbox.type';
import { ActivityExport } from './activity-export.entity';
import {
  CancelActivityLogExportInput,
  CreateActivityLogDownloadInput,
  ExportActivityLogInput,
} from './activity-export.inputs';
import {
  ActivityLogDownload,
  CancelActivityLogExportPayload,
  CreateActivityLogDownloadPayload,
  ExportActivityLogPayload,
} from './activity-export.payloads';
import { cancelExport, downloadExport, getExport, startExport } from './activity-export.service';
import { handOn } from './export-request';
import { ExportStatus } from './export-status';

const RIGHT = 'mailbox { id viewerMayViewLogs }';
const LOG =
  'mailbox { id addresses { address assignedAt } mailService { id organization { id } } viewerMayViewLogs }';

@Resolver(() => ActivityExport)
export class ActivityExportResolver {
  @Query(() => ActivityExport, {
    nullable: true,
    description:
      'An export that you have started, `lex_…`; NOT_FOUND for any other, and when you have left the organization.',
  })
  @RequireScope('logs:read')
  activityLogExport(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Its id, `lex_…`.' }) id: string,
  ): Promise<ActivityExport> {
    return getExport(ctx, id);
  }

  @FieldResolver(() => ExportStatus, { description: 'How far it is.' })
  @Authenticated()
  status(@Root() { storedStatus, expiresAt }: ActivityExport): ExportStatus {
    return expiresAt !== null && expiresAt <= new Date() ? ExportStatus.EXPIRED : storedStatus;
  }

  @Mutation(() => ExportActivityLogPayload, {
    nullable: true,
    description:
      'Starts to write a mailbox’s activity log to a file: what `Mailbox.activityLog` would answer over all its pages, ' +
      'oldest first, as far back as the mail service’s plan covers, without a limit on their number. It is a job: ask ' +
      'for `activityLogExport` until it is COMPLETED, then call `createActivityLogDownload`. Needs the right VIEW_LOGS ' +
      'on the mailbox; API keys need the scopes logs:read and mail:read. Select `export` or `userErrors`: without ' +
      'either, nothing is started. The completed export stands in `Mailbox.logSearches`.',
  })
  @Cost(500)
  @RequireScope('logs:read', 'mail:read')
  exportActivityLog(
    @Arg('input', () => ExportActivityLogInput, { description: 'What to export, and how.' })
    input: ExportActivityLogInput,
  ): ExportActivityLogPayload {
    return Object.assign(new ExportActivityLogPayload(), {
      id: handOn(input),
      mailbox: mailboxNamed(input.mailboxId),
    });
  }

  @Mutation(() => CancelActivityLogExportPayload, {
    nullable: true,
    description: 'Cancels an export that you have started and that is not finished; NOT_FOUND for any other.',
  })
  @RequireScope('logs:read')
  async cancelActivityLogExport(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CancelActivityLogExportInput, { description: 'Which export.' })
    { id }: CancelActivityLogExportInput,
  ): Promise<CancelActivityLogExportPayload> {
    const { result, userErrors } = await cancelExport(ctx, id);
    return Object.assign(new CancelActivityLogExportPayload(), { export: result, userErrors });
  }

  @Mutation(() => CreateActivityLogDownloadPayload, {
    nullable: true,
    description:
      'Makes a link to the file of a completed export that you have started; NOT_FOUND for any other. The link ends ' +
      'after a few minutes: make it when the download is to begin, as often as you like. Needs the right VIEW_LOGS ' +
      'on the mailbox, at that moment; API keys need the scopes logs:read and mail:read. Select `download` or ' +
      '`userErrors`: without either, no link is made.',
  })
  @RequireScope('logs:read', 'mail:read')
  async createActivityLogDownload(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateActivityLogDownloadInput, { description: 'Which export.' })
    { exportId }: CreateActivityLogDownloadInput,
  ): Promise<CreateActivityLogDownloadPayload> {
    const { mailboxId } = await getExport(ctx, exportId);
    return Object.assign(new CreateActivityLogDownloadPayload(), {
      id: exportId,
      mailbox: mailboxNamed(mailboxId),
    });
  }
}

@Resolver(() => ExportActivityLogPayload)
export class ExportActivityLogPayloadResolver {
  @FieldResolver(() => ActivityExport, {
    nullable: true,
    description: 'The export, new or the one that was started with this key before; null when it is refused.',
  })
  @Directive(`@requires(fields: "${LOG}")`)
  @RequireScope('logs:read', 'mail:read')
  async export(
    @Ctx() ctx: RequestContext,
    @Root() payload: ExportActivityLogPayload,
  ): Promise<ActivityExport | null> {
    return (await startExport(ctx, payload)).result;
  }

  @FieldResolver(() => [UserError], {
    nullable: true,
    description: 'Why nothing was started; empty when it was, null when an error says more.',
  })
  @Directive(`@requires(fields: "${LOG}")`)
  @RequireScope('logs:read', 'mail:read')
  async userErrors(
    @Ctx() ctx: RequestContext,
    @Root() payload: ExportActivityLogPayload,
  ): Promise<readonly UserError[]> {
    return (await startExport(ctx, payload)).userErrors;
  }
}

@Resolver(() => CreateActivityLogDownloadPayload)
export class CreateActivityLogDownloadPayloadResolver {
  @FieldResolver(() => ActivityLogDownload, {
    nullable: true,
    description: 'The link; null when there are `userErrors`.',
  })
  @Directive(`@requires(fields: "${RIGHT}")`)
  @RequireScope('logs:read', 'mail:read')
  async download(
    @Ctx() ctx: RequestContext,
    @Root() payload: CreateActivityLogDownloadPayload,
  ): Promise<ActivityLogDownload | null> {
    return (await downloadExport(ctx, payload)).result;
  }

  @FieldResolver(() => [UserError], {
    nullable: true,
    description: 'Why there is no link; empty when there is one, null when an error says more.',
  })
  @Directive(`@requires(fields: "${RIGHT}")`)
  @RequireScope('logs:read', 'mail:read')
  async userErrors(
    @Ctx() ctx: RequestContext,
    @Root() payload: CreateActivityLogDownloadPayload,
  ): Promise<readonly UserError[]> {
    return (await downloadExport(ctx, payload)).userErrors;
  }
}
