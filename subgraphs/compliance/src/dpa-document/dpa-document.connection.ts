import { connectionType } from '@hostgraph/subgraph-kit';
import { DpaDocument } from './dpa-document.entity';

export const DpaDocumentConnection = connectionType('DpaDocument', () => DpaDocument, 'DPA documents');
