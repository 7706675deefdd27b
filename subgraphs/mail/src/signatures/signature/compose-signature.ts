import { isStorable } from '../template/read-signature-text';
import { refusal as textRefusal } from '../template/signature-template.errors';
import { SIGNATURE_PLACEHOLDERS, SignatureVariable } from '../template/signature-variable';
import { escapeHtml, sanitiseHtml } from '../../template/html';
import { missingVariables } from '../../template/template-text.errors';
import { SignatureState } from './signature-state';
import type { SignatureValues } from './signature-value.type';
import type { Signature } from './signature.entity';
import { refusal } from './signature.errors';
import type { SignatureOutcome } from './signature.payloads';

/** What people decide about a signature. */
export type SignatureDraft = Pick<
  Signature,
  | 'name'
  | 'state'
  | 'isDefault'
  | 'sourcePlain'
  | 'sourceHtml'
  | 'givenValues'
  | 'templateId'
  | 'templateVersion'
>;

/** A draft and what follows from it. */
export type SignatureRow = SignatureDraft & Pick<Signature, 'plain' | 'html' | 'missingVariables'>;

/** What is known of a mailbox without anybody saying it. */
export interface KnownOfMailbox {
  readonly displayName: string;
  readonly address: string;
}

/**
 * Fills a text in. Values are escaped in HTML, which is cleaned once more when they are in it: only then can be seen
 * where a link leads.
 */
export function composeSignature(
  draft: SignatureDraft,
  { displayName, address }: KnownOfMailbox,
): SignatureRow | SignatureOutcome {
  const { sourcePlain, sourceHtml, state, isDefault } = draft;
  const values: SignatureValues = {
    [SignatureVariable.NAME]: displayName,
    [SignatureVariable.EMAIL]: address,
    ...draft.givenValues,
  };
  const missing = SIGNATURE_PLACEHOLDERS.in([sourcePlain, sourceHtml]).filter(
    (variable) => values[variable] === undefined,
  );
  const refused = (error: SignatureOutcome['userErrors'][number]): SignatureOutcome => ({
    missingVariables: missing,
    userErrors: [error],
  });
  if (state === SignatureState.READY && missing.length > 0) {
    const written = missing.map((variable) => SIGNATURE_PLACEHOLDERS.written(variable));
    return refused(missingVariables(written, 'state'));
  }
  if (state === SignatureState.DRAFT && isDefault) return refused(refusal('DEFAULT_NOT_READY', 'isDefault'));
  const text = {
    plain: SIGNATURE_PLACEHOLDERS.fill(sourcePlain, values),
    html: sourceHtml && sanitiseHtml(SIGNATURE_PLACEHOLDERS.fill(sourceHtml, values, escapeHtml)),
  };
  if (!isStorable(text)) return refused(textRefusal('TEXT_TOO_LONG', 'values'));
  return { ...draft, ...text, missingVariables: missing };
}
