import { IsNull, Or, Raw } from 'typeorm';

/**
 * Which API keys are valid, by the database's clock, which all instances share; of the statement, as the
 * transaction may have waited for the one that ended the key.
 */
export const live = {
  revokedAt: IsNull(),
  expiresAt: Or(
    IsNull(),
    Raw((column) => `${column} > statement_timestamp()`),
  ),
};
