import { type Batch, byId, pagesByParent, type Visible } from '@hostgraph/subgraph-kit';
import { callerOf } from '../../access/caller';
import { visibleTemplates } from '../../access/visible.sql';
import { SortingRuleTemplate } from './sorting-rule-template.entity';
import { TemplateVisibility } from '../../template/template-visibility';

export const templatesById = byId(SortingRuleTemplate, visibleTemplates);

const pages = (visible: Visible) =>
  pagesByParent({
    entity: SortingRuleTemplate,
    parentColumn: 'mail_service_id',
    keyset: { columns: { name: 'text', id: 'text' }, direction: 'ASC' },
    visible,
  });

const pagesOf = (visibility: TemplateVisibility) =>
  pages(
    (ctx, parameter) =>
      `item.visibility = ${parameter(visibility)} AND (${visibleTemplates(ctx, parameter)})`,
  );

/** The templates of mail services by name. */
export const templatePages = {
  ALL: pages(visibleTemplates),
  VISIBLE: pagesOf(TemplateVisibility.VISIBLE),
  HIDDEN: pagesOf(TemplateVisibility.HIDDEN),
};

/** In how many rules each template is, of whatever version; only of those that the caller administers. */
export const usageByTemplate: Batch<string, number> = async (ctx, templateIds) => {
  const rows: { id: string; usage: number }[] = await ctx.database.query(
    `SELECT template.id, (
       SELECT count(*)::integer FROM mail.sorting_rule AS rule WHERE rule.template_id = template.id
     ) AS usage
     FROM mail.sorting_rule_template AS template
     JOIN mail.mail_service AS service ON service.id = template.mail_service_id
     WHERE template.id = ANY($1) AND service.organization_id = ANY($2)`,
    [templateIds, callerOf(ctx).administeredIds],
  );
  return new Map(rows.map(({ id, usage }) => [id, usage]));
};
