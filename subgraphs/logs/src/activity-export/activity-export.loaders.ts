import { organizationsWithRole } from '@hostgraph/principal';
import { byId } from '@hostgraph/subgraph-kit';
import { ActivityExport } from './activity-export.entity';

/** Exports that the caller has started, in organizations that they belong to. */
export const exportsById = byId(
  ActivityExport,
  ({ principal }, parameter) =>
    `item.principal_kind = ${parameter(principal.kind)} AND item.principal_id = ${parameter(principal.id)}
     AND item.organization_id = ANY(${parameter(organizationsWithRole(principal))})`,
);
