import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Organization } from '../organization/organization.type';

/** As `MailboxAddress`: owned, resolved and described to explorers by the mail subgraph. */
@ObjectType()
export class MailDomain {
  @Field(() => String)
  @Directive('@external')
  name!: string;

  /** RFC 3339, as the gateway passes it on: since when the mail service has the domain. */
  @Field(() => Date)
  @Directive('@external')
  assignedAt!: string;
}

/**
 * The mail subgraph owns it, says who may see it and who may read the log of the whole, and describes it to explorers.
 * What is external here arrives with the gateway's reference, and only where a field requires it.
 */
@ObjectType()
@Directive('@key(fields: "id")')
export class MailService {
  @Field(() => ID)
  id!: string;

  @Field(() => Organization, { nullable: true })
  @Directive('@external')
  organization?: Organization | null;

  @Field(() => [MailDomain])
  @Directive('@external')
  domains?: MailDomain[];

  /** Comes from outside: only exactly true counts. */
  @Field(() => Boolean)
  @Directive('@external')
  viewerMayViewLogs!: unknown;
}
