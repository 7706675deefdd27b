/** The operator's billing, and nobody else, has it (docs/adr/0015). */
export const BILLING_SCOPE = 'billing:write';
/** Who may order, and cancel, what costs money. */
export const ORDER_SCOPE = 'logs:order';
