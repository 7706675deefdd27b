import { isOneOf, type UserError } from '@hostgraph/subgraph-kit';
import { withoutDetail } from '../../directory/mailbox-address/address-parts';
import { actionRefusal } from './sorting-action.errors';
import type { SortingActionInput } from './sorting-action.inputs';
import { SortingActionKind } from './sorting-action-kind';
import { SortingAction } from './sorting-action.type';

const { MOVE, COPY, FLAG, MARK_READ, FORWARD, DISCARD, STOP } = SortingActionKind;

/** No control, format or private characters, which make one name look like another, and no space at either end. */
const FOLDER = /^(?!\p{Z})[^\p{C}\p{Zl}\p{Zp}]+(?<!\p{Z})$/u;

interface Forwarding {
  readonly mayForward: boolean;
  /** All addresses of the mailbox. */
  readonly ownAddresses: readonly string[];
}

/** What actions say, in the form in which they are stored; or what is wrong with them. */
export function readActions(
  inputs: readonly SortingActionInput[],
  forwarding: Forwarding,
): { actions: SortingAction[]; userErrors: UserError[] } {
  const actions = inputs.map(({ kind, folder, address }) =>
    Object.assign(new SortingAction(), { kind, folder: folder ?? null, address: address ?? null }),
  );
  return {
    actions,
    userErrors: actions.flatMap((action, index) => mistakeOf(action, index, actions, forwarding) ?? []),
  };
}

function mistakeOf(
  { kind, folder, address }: SortingAction,
  index: number,
  all: readonly SortingAction[],
  { mayForward, ownAddresses }: Forwarding,
): UserError | undefined {
  if (kind === MOVE || kind === COPY ? folder === null || !FOLDER.test(folder) : folder !== null) {
    return actionRefusal('FOLDER_NOT_ACCEPTED', index, 'folder');
  }
  if ((kind === FORWARD) !== (address !== null)) {
    return actionRefusal('ADDRESS_NOT_ACCEPTED', index, 'address');
  }
  if (address !== null && (ownAddresses.includes(address) || ownAddresses.includes(withoutDetail(address)))) {
    return actionRefusal('FORWARD_TO_SELF', index, 'address');
  }
  if (kind === FORWARD && !mayForward) return actionRefusal('REDIRECTIONS_NOT_HELD', index, 'kind');
  if ((kind === DISCARD || kind === STOP) && index < all.length - 1) {
    return actionRefusal('ACTION_NOT_LAST', index, 'kind');
  }
  const isContradiction =
    kind === DISCARD
      ? all.some((other) => isOneOf(other.kind, MOVE, FLAG, MARK_READ))
      : kind === MOVE && all.findIndex((other) => other.kind === MOVE) < index;
  return isContradiction ? actionRefusal('ACTIONS_CONTRADICT', index, 'kind') : undefined;
}
