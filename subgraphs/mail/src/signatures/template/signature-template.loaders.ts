import { type Batch, byId, pagesByParent } from '@hostgraph/subgraph-kit';
import { In } from 'typeorm';
import { visibleTemplates } from '../../access/visible.sql';
import { SignatureTemplate } from './signature-template.entity';

export const signatureTemplatesById = byId(SignatureTemplate, visibleTemplates);

/** The templates of mail services by name. */
export const signatureTemplatePages = pagesByParent({
  entity: SignatureTemplate,
  parentColumn: 'mail_service_id',
  keyset: { columns: { name: 'text', id: 'text' }, direction: 'ASC' },
  visible: visibleTemplates,
});

/** The present version of templates, whoever may see them: a number tells nothing of what is hidden. */
export const signatureTemplateVersions: Batch<string, number> = async ({ database }, ids) => {
  const templates = await database
    .getRepository(SignatureTemplate)
    .find({ select: { id: true, version: true }, where: { id: In([...ids]) } });
  return new Map(templates.map(({ id, version }) => [id, version]));
};
