export { SIGNATURE_TEMPLATE_ERROR_CODES } from './signature-template/signature-template.errors';
export { SIGNATURE_ERROR_CODES } from './signature/signature.errors';
export { mailSubgraph } from './subgraph';
export { TEMPLATE_TEXT_ERROR_CODES } from './template-text/template-text.errors';
