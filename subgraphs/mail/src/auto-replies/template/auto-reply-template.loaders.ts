import { type Batch, byId, groupBy, pagesByParent, type Visible } from '@hostgraph/subgraph-kit';
import { In } from 'typeorm';
import { visibleTemplates } from '../../access/visible.sql';
import { AutoReplyTemplateText } from './auto-reply-template-text.entity';
import { AutoReplyTemplate } from './auto-reply-template.entity';
import { TemplateVisibility } from '../../template/template-visibility';

export const autoReplyTemplatesById = byId(AutoReplyTemplate, visibleTemplates);

const pagesOf = (visible: Visible) =>
  pagesByParent({
    entity: AutoReplyTemplate,
    parentColumn: 'mail_service_id',
    keyset: { columns: { name: 'text', id: 'text' }, direction: 'ASC' },
    visible,
  });

const only =
  (visibility: TemplateVisibility): Visible =>
  (ctx, parameter) =>
    `item.visibility = '${visibility}' AND (${visibleTemplates(ctx, parameter)})`;

/** The templates of mail services by name: those of one visibility, or all that the caller may see. */
export const autoReplyTemplatePages = {
  ANY: pagesOf(visibleTemplates),
  [TemplateVisibility.VISIBLE]: pagesOf(only(TemplateVisibility.VISIBLE)),
  [TemplateVisibility.HIDDEN]: pagesOf(only(TemplateVisibility.HIDDEN)),
};

/** The texts of each template in their order. */
export const textsByTemplate: Batch<string, readonly AutoReplyTemplateText[]> = async (ctx, templateIds) => {
  const texts = await ctx.database
    .getRepository(AutoReplyTemplateText)
    .find({ where: { templateId: In([...templateIds]) }, order: { ordinal: 'ASC' } });
  return groupBy(texts, ({ templateId }) => templateId);
};
