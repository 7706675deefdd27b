import { connectionType } from '@hostgraph/subgraph-kit';
import { LogSearch } from './log-search.entity';

export const LogSearchConnection = connectionType('LogSearch', () => LogSearch, 'searches of a mail log');
