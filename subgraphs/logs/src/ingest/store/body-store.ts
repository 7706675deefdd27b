import type { EntityManager } from 'typeorm';

/** What a sender sent in one piece, as it is known again. */
export interface Body {
  readonly sender: string;
  /** SHA-256, base64. */
  readonly digest: string;
}

/** Remembered per sender; at one body a second, that is more than a day. */
const REMEMBERED_BODIES = 100_000;
const REMEMBERED_FOR = '1 day';
/** Bodies after which the old ones are forgotten. */
const FORGET_AFTER = 1000;

const FIND = `
  SELECT body.sender, encode(body.digest, 'base64') AS digest
  FROM logs.ingest_body AS body
  JOIN json_to_recordset($1::json) AS sent (sender text, digest text)
    ON body.sender = sent.sender AND body.digest = decode(sent.digest, 'base64')`;

const SAVE = `
  INSERT INTO logs.ingest_body (sender, digest, stored_at)
  SELECT sender, decode(digest, 'base64'), clock_timestamp()
  FROM json_to_recordset($1::json) AS sent (sender text, digest text)`;

// GREATEST passes over NULL, which is "fewer than that".
const FORGET = `
  DELETE FROM logs.ingest_body AS body
  USING (
    SELECT sender, (
      SELECT stored_at FROM logs.ingest_body AS newer
      WHERE newer.sender = known.sender ORDER BY stored_at DESC OFFSET $1 LIMIT 1) AS stored_at
    FROM (SELECT DISTINCT sender FROM logs.ingest_body) AS known
  ) AS bound
  WHERE body.sender = bound.sender
    AND body.stored_at <= GREATEST(bound.stored_at, now() - interval '${REMEMBERED_FOR}')`;

/** Remembers bodies, so that one whose sender has not heard that it was stored can be sent again. */
export class BodyStore {
  #untilForgetting = 0;

  constructor(private readonly manager: EntityManager) {}

  /** Those of the bodies that are remembered. */
  async stored<B extends Body>(bodies: readonly B[]): Promise<ReadonlySet<B>> {
    const rows: Body[] = await this.manager.query(FIND, [JSON.stringify(bodies.map(toRow))]);
    const known = new Set(rows.map(keyOf));
    return new Set(bodies.filter((body) => known.has(keyOf(body))));
  }

  async save(transaction: EntityManager, bodies: readonly Body[]): Promise<void> {
    if (bodies.length === 0) return;
    await transaction.query(SAVE, [JSON.stringify(bodies.map(toRow))]);
    this.#untilForgetting -= bodies.length;
    if (this.#untilForgetting > 0) return;
    await transaction.query(FORGET, [REMEMBERED_BODIES]);
    this.#untilForgetting = FORGET_AFTER;
  }
}

export const keyOf = ({ sender, digest }: Body): string => `${sender} ${digest}`;

const toRow = ({ sender, digest }: Body): Body => ({ sender, digest });
