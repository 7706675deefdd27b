import { JOB_STATEMENT_TIMEOUT, type JobDefinition } from '@hostgraph/subgraph-kit';

/** Removes the file of an export whose time is over, and the links to it. Who exported what stays on record. */
export const removeExport: JobDefinition = {
  name: 'activity-export-removal',
  async work({ database }, id) {
    await database.transaction(async (transaction) => {
      await transaction.query(JOB_STATEMENT_TIMEOUT);
      await transaction.query(
        `WITH expired AS (SELECT id FROM logs.activity_export WHERE id = $1 AND expires_at <= now()),
         link AS (DELETE FROM logs.activity_export_link WHERE export_id IN (SELECT id FROM expired))
       DELETE FROM logs.activity_export_part WHERE export_id IN (SELECT id FROM expired)`,
        [id],
      );
    });
  },
};
