import { type ErrorCodeDescription, UserError } from '@hostgraph/subgraph-kit';

/** Exports of one caller that wait, run, or have a file. */
export const MAX_EXPORTS = 10;

/** Why a log is not exported, cancelled or downloaded, in `userErrors`; and why an export failed, in `errorCode`. */
export const EXPORT_ERROR_CODES = {
  EXPORT_LIMIT_REACHED: {
    meaning: `You have ${MAX_EXPORTS} exports that wait, are being written, or can be downloaded.`,
    remedy: 'Cancel one that you do not need, or wait until a file expires.',
  },
  EXPORT_FINISHED: {
    meaning: 'The export is completed or failed, so there is nothing to cancel.',
    remedy: 'None is needed: the file of a completed export is removed when it expires.',
  },
  EXPORT_NOT_AVAILABLE: {
    meaning: 'The export has no file: it is not completed yet, was cancelled, failed, or its time is over.',
    remedy: 'Wait until its `status` is COMPLETED; export again where it cannot become that any more.',
  },
  EXPORT_FAILED: {
    meaning: 'Writing the file failed again and again, so it was given up.',
    remedy: 'Export again; if that fails too, report the id of the export.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

type ExportErrorCode = keyof typeof EXPORT_ERROR_CODES;

/** @param argument that is to be corrected, inside `input` */
export const refusal = (code: ExportErrorCode, argument: string): UserError =>
  Object.assign(new UserError(), {
    code,
    message: EXPORT_ERROR_CODES[code].meaning,
    path: ['input', argument],
  });

/** What a failed export's `errorCode` says. */
export const EXPORT_FAILED: ExportErrorCode = 'EXPORT_FAILED';
