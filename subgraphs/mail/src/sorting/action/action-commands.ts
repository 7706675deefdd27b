import type { SieveExtension, SievePart } from '../../sieve/sieve-extension';
import { sieveString, sieveStrings } from '../../sieve/sieve-string';
import { SortingActionKind } from './sorting-action-kind';
import type { SortingAction } from './sorting-action.type';

const { MOVE, COPY, FLAG, MARK_READ } = SortingActionKind;
const LINE = '\r\n';

/** How folders are treated that may not be there. */
export interface CommandOptions {
  /** Whether the script asks for each folder first. A dry run has none of the mailbox's folders. */
  readonly checksFolders: boolean;
}

/**
 * The commands of a rule's actions, each in a line.
 *
 * **A folder that is gone loses no mail**: then the rule does nothing but keep the message in the inbox, and ends the
 * script, as later rules were written for messages that this one had taken away. Flags come first, because they are
 * for what is stored after them (RFC 5232, section 4).
 */
export function actionCommands(
  actions: readonly SortingAction[],
  { checksFolders }: CommandOptions,
): SievePart {
  const folders = foldersOf(actions);
  const guard =
    checksFolders && folders.length > 0
      ? [`if not mailboxexists ${sieveStrings(folders)} { keep; stop; }`]
      : [];
  const lines = [...guard, ...inScriptOrder(actions).map(commandOf)];
  return {
    requires: [
      ...(guard.length > 0 ? (['mailbox'] as const) : []),
      ...actions.flatMap(({ kind }) => REQUIRED[kind]),
    ],
    text: lines.map((line) => `  ${line}${LINE}`).join(''),
  };
}

/** Actions in the order of their commands. */
export function inScriptOrder(actions: readonly SortingAction[]): SortingAction[] {
  const isFlag = ({ kind }: SortingAction) => kind === FLAG || kind === MARK_READ;
  return [...actions.filter(isFlag), ...actions.filter((action) => !isFlag(action))];
}

/** The folders that actions store in. */
export const foldersOf = (actions: readonly SortingAction[]): string[] => [
  ...new Set(
    actions.flatMap(({ kind, folder }) =>
      (kind === MOVE || kind === COPY) && folder !== null ? [folder] : [],
    ),
  ),
];

const REQUIRED: Readonly<Record<SortingActionKind, readonly SieveExtension[]>> = {
  MOVE: ['fileinto'],
  COPY: ['fileinto', 'copy'],
  FLAG: ['imap4flags'],
  MARK_READ: ['imap4flags'],
  FORWARD: ['copy'],
  DISCARD: [],
  STOP: [],
};

function commandOf({ kind, folder, address }: SortingAction): string {
  switch (kind) {
    case SortingActionKind.MOVE:
      return `fileinto ${sieveString(folder ?? '')};`;
    case SortingActionKind.COPY:
      return `fileinto :copy ${sieveString(folder ?? '')};`;
    case SortingActionKind.FLAG:
      return String.raw`addflag "\\Flagged";`;
    case SortingActionKind.MARK_READ:
      return String.raw`addflag "\\Seen";`;
    case SortingActionKind.FORWARD:
      return `redirect :copy ${sieveString(address ?? '')};`;
    case SortingActionKind.DISCARD:
      return 'discard; stop;';
    case SortingActionKind.STOP:
      return 'stop;';
  }
}
