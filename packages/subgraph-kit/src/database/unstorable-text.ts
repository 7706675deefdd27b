/**
 * Whether PostgreSQL refused a text because it holds U+0000, which no column can store: SQLSTATE 22021,
 * character_not_in_repertoire (PostgreSQL documentation, appendix A).
 */
export const isUnstorableText = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '22021';
