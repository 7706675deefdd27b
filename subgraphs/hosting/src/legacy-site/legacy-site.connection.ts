import { connectionType } from '@hostgraph/subgraph-kit';
import { LegacySite } from './legacy-site.entity';

export const LegacySiteConnection = connectionType('LegacySite', () => LegacySite, 'legacy sites');
