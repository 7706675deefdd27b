import { quoted } from '@hostgraph/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { LegacyPlatform } from './legacy-platform';

@Entity('legacy_site')
@Check('legacy_site_platform_check', `platform IN (${quoted(LegacyPlatform)})`)
@ObjectType({
  description:
    'A site on one of the former hosting platforms, whose files are reached by FTP. ' +
    'For administrators and legal responsibles of its organization.',
})
@Directive('@key(fields: "id")')
export class LegacySite {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Opaque id, `lsi_…`.' })
  id!: string;

  @Column('text', { name: 'organization_id' })
  organizationId!: string;

  @Column('text')
  @Field(() => LegacyPlatform, { description: 'The platform that it is on.' })
  platform!: LegacyPlatform;

  @Column('text', { name: 'host_name' })
  @Field({ description: 'The name that visitors type, in lower case, such as `infomaniak.perso.ch`.' })
  hostName!: string;

  @Column('timestamptz', { name: 'created_at' })
  @Field({ description: 'When the site was opened.' })
  createdAt!: Date;
}
