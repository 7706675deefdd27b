import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** TypeORM types its pool as `any`: pg is a peer that it does without for other databases. */
export const poolOf = (database: DataSource): Pool => (database.driver as unknown as { master: Pool }).master;
