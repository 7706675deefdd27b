import { quoted } from '@hostgraph/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { DocumentLanguage } from './document-language';
import { DpaDocumentStatus } from './dpa-document-status';

@Entity('dpa_document')
@Check('dpa_document_language_check', `language IN (${quoted(DocumentLanguage)})`)
@Check('dpa_document_status_check', `status IN (${quoted(DpaDocumentStatus)})`)
@ObjectType({
  description:
    'A data processing agreement (DPA), issued to one organization as a PDF file: what we, as its processor, ' +
    'commit ourselves to under Art. 28 GDPR and Art. 9 of the Swiss data protection act (FADP). ' +
    'It is often called a "GDPR certificate", but it is no certification under Art. 42 GDPR. ' +
    'For administrators and legal responsibles of the organization.',
})
@Directive('@key(fields: "id")')
export class DpaDocument {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Opaque id, `dpa_…`.' })
  id!: string;

  @Column('text', { name: 'organization_id' })
  organizationId!: string;

  @Column('text')
  @Field({
    description:
      'The number printed on the document, such as `DPA-7K3M-Q9TX-04HV-R2WE`: 80 random bits in base 32 ' +
      'without the letters I, L, O and U.',
  })
  serial!: string;

  @Column('text')
  @Field(() => DocumentLanguage, { description: 'The language that it is written in.' })
  language!: DocumentLanguage;

  @Column('text', { name: 'template_version' })
  @Field({ description: 'The version of the text that it was made from; a version never changes.' })
  templateVersion!: string;

  @Column('text')
  @Field(() => DpaDocumentStatus, { description: 'Whether it still says what is agreed.' })
  status!: DpaDocumentStatus;

  @Column('text')
  @Field({
    description:
      'The SHA-256 of the PDF file, as 64 hexadecimal digits in lower case, to compare a copy with.',
  })
  sha256!: string;

  @Column('timestamptz', { name: 'issued_at' })
  @Field({ description: 'When it was issued.' })
  issuedAt!: Date;

  @Column('text', { name: 'issued_by' })
  issuedById!: string;
}
