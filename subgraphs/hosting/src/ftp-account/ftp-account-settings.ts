import type { UserError } from '@hostgraph/subgraph-kit';
import { normaliseNetworks } from './allowed-networks';
import type { FtpAccount } from './ftp-account.entity';
import { refusal } from './ftp-account.errors';
import type { CreateFtpAccountInput, UpdateFtpAccountInput } from './ftp-account.inputs';
import { normaliseHomeDirectory } from './home-directory';

/** Of what can be set, what is to be set: a key is absent where nothing was said. */
export type FtpAccountSettings = Partial<
  Pick<
    FtpAccount,
    | 'homeDirectory'
    | 'isReadOnly'
    | 'quotaBytes'
    | 'expiresAt'
    | 'allowedNetworks'
    | 'ownerEmail'
    | 'ownerLanguage'
  >
>;

/** The first moment that RFC 3339 cannot write. */
const END_OF_TIME = new Date('+010000-01-01T00:00:00Z');

/** Reads what a mutation says of an account, in the form that is stored, with all that is wrong about it. */
export function readSettings(
  input:
    | Omit<CreateFtpAccountInput, 'siteId' | 'localPart' | 'idempotencyKey'>
    | Omit<UpdateFtpAccountInput, 'id'>,
): { readonly settings: FtpAccountSettings; readonly userErrors: readonly UserError[] } {
  const settings: FtpAccountSettings = {};
  const userErrors: UserError[] = [];
  if (typeof input.homeDirectory === 'string') {
    const directory = normaliseHomeDirectory(input.homeDirectory);
    if (directory === undefined) userErrors.push(refusal('HOME_DIRECTORY_NOT_ACCEPTED', 'homeDirectory'));
    else settings.homeDirectory = directory;
  }
  if (input.allowedNetworks) {
    const networks = normaliseNetworks(input.allowedNetworks);
    if (networks === undefined) userErrors.push(refusal('NETWORK_NOT_ACCEPTED', 'allowedNetworks'));
    else settings.allowedNetworks = networks;
  }
  if (input.expiresAt && !(input.expiresAt > new Date() && input.expiresAt < END_OF_TIME)) {
    userErrors.push(refusal('EXPIRY_NOT_ACCEPTED', 'expiresAt'));
  }
  if (input.expiresAt !== undefined) settings.expiresAt = input.expiresAt;
  if (typeof input.isReadOnly === 'boolean') settings.isReadOnly = input.isReadOnly;
  if (typeof input.quotaBytes === 'number') settings.quotaBytes = String(input.quotaBytes);
  if (input.ownerEmail !== undefined) settings.ownerEmail = input.ownerEmail;
  if (input.ownerLanguage !== undefined) settings.ownerLanguage = input.ownerLanguage;
  return { settings, userErrors };
}
