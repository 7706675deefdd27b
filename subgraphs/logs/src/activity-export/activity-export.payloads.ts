import { SafeInt, type UserError, UserErrors } from '@hostgraph/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Mailbox } from '../foreign/mailbox/mailbox.type';
import { ActivityExport } from './activity-export.entity';

/**
 * An entity, so that its fields can require what mail says of the mailbox (docs/adr/0013): the mutation names the
 * mailbox, the gateway asks mail about it, and comes back with the answer.
 */
@ObjectType({
  description:
    'Result of `exportActivityLog`: `mailbox` and `export`, or the `userErrors` for which nothing was changed.',
})
@Directive('@key(fields: "id")')
export class ExportActivityLogPayload {
  /** What was asked for, as the next step reads it. */
  @Field(() => ID)
  @Directive('@inaccessible')
  id!: string;

  @Field(() => Mailbox, { description: 'The mailbox whose log is exported.' })
  mailbox!: Mailbox;
}

@ObjectType({
  description:
    'Result of `cancelActivityLogExport`: `export`, or the `userErrors` for which nothing was changed.',
})
export class CancelActivityLogExportPayload {
  @Field(() => ActivityExport, { nullable: true, description: 'The export as it is now.' })
  export!: ActivityExport | null;

  @UserErrors('Why it was not cancelled. Empty: cancelling a second time is no error.')
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'A link to the file of an export.' })
export class ActivityLogDownload {
  @Field({
    description:
      'Where the file is, relative to the address of this API, such as `/downloads/logs/…`. Whoever has the link can ' +
      'download the file, without any other credential, until `expiresAt`: pass it on to nobody.',
  })
  url!: string;

  @Field({ description: 'When the link ends; a download that has begun by then is finished.' })
  expiresAt!: Date;

  @Field({ description: 'The name that the file is saved under.' })
  fileName!: string;

  @Field(() => SafeInt, { description: 'Size of the file in bytes; at most 2^53 − 1.' })
  sizeBytes!: number;
}

/** An entity for the same reason as `ExportActivityLogPayload`. */
@ObjectType({
  description:
    'Result of `createActivityLogDownload`: `mailbox` and `download`, or the `userErrors` for which there is no link.',
})
@Directive('@key(fields: "id")')
export class CreateActivityLogDownloadPayload {
  /** Id of the export. */
  @Field(() => ID)
  @Directive('@inaccessible')
  id!: string;

  @Field(() => Mailbox, { description: 'The mailbox whose log was exported.' })
  mailbox!: Mailbox;
}
