/** What an auto-reply says, filled in, as it is stored; and what it was made from. */
export interface StoredContent {
  readonly subject: string;
  readonly body: string;
  readonly html: string | null;
  readonly language: string;
  readonly templateId: string | null;
  readonly templateVersion: number | null;
}
