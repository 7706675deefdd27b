import { Setting } from '@hostgraph/subgraph-kit';

/** For how many hours the file of a finished export is kept. */
export const EXPORT_HOURS = new Setting(24);
