import { connectionType } from '@hostgraph/subgraph-kit';
import { AutoReplyTemplate } from './auto-reply-template.entity';

export const AutoReplyTemplateConnection = connectionType(
  'AutoReplyTemplate',
  () => AutoReplyTemplate,
  'templates of auto-replies',
);
