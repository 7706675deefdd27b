import type { DataSource } from 'typeorm';

/** A file that a link leads to. */
export interface Download {
  /** Who had it made: of one owner's files, only some are served at once. */
  readonly owner: string;
  /** Letters, digits, hyphens and dots: it stands in a header. */
  readonly fileName: string;
  readonly mediaType: string;
  readonly byteLength: number;
  /** In pieces of a megabyte or so; each is asked for when the one before has been taken. */
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * Finds what a link leads to. The link's token is all that its bearer has to show.
 *
 * @returns null when it leads nowhere, or no longer
 */
export type FindDownload = (database: DataSource, token: string) => Promise<Download | null>;
