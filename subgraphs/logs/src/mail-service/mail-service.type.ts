import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Organization } from '../organization/organization.type';

/**
 * The mail subgraph owns it, says who may see it, and describes it to explorers. What is external here arrives with
 * the gateway's reference, and only where a field requires it.
 */
@ObjectType()
@Directive('@key(fields: "id")')
export class MailService {
  @Field(() => ID)
  id!: string;

  @Field(() => Organization, { nullable: true })
  @Directive('@external')
  organization?: Organization | null;
}
