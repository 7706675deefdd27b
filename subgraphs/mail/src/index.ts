export { SIGNATURE_TEMPLATE_ERROR_CODES } from './signature-template/signature-template.errors';
export { SIGNATURE_ERROR_CODES } from './signature/signature.errors';
export { AUTO_REPLY_ERROR_CODES } from './auto-reply/auto-reply.errors';
export { AUTO_REPLY_TEMPLATE_ERROR_CODES } from './auto-reply-template/auto-reply-template.errors';
export { mailSubgraph } from './subgraph';
export { TEMPLATE_TEXT_ERROR_CODES } from './template-text/template-text.errors';
