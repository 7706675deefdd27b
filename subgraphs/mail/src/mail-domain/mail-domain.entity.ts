import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'mail_domain', schema: 'mail' })
@ObjectType({ description: 'A domain whose mail a mail service receives.' })
export class MailDomain {
  @PrimaryColumn({ name: 'name', type: 'text' })
  @Field(() => String, {
    description: 'Its name in lower case as A-labels (RFC 5890), such as `xn--bcher-kva.example`.',
  })
  name!: string;

  @Column({ name: 'mail_service_id', type: 'text' })
  mailServiceId!: string;
}
