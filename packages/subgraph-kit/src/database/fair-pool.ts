import { Pool, type PoolClient, type PoolConfig } from 'pg';
import { FairTurns } from '../fairness/fair-turns';
import { currentShare } from '../fairness/tenant';

/** As pg has it. */
type Callback = (
  error: Error | undefined,
  client: PoolClient | undefined,
  release: (error?: Error | boolean) => void,
) => void;

/**
 * A tenant has at most these parts of the connections, with others and alone, so that others find some that are free,
 * and a database server whose processors are not all busy for one.
 */
const PART_OF_A_TENANT = 0.2;
const PART_ALONE = 0.5;
/** An operation can ask for as many as the gateway lets it have fields, and it is bounded by its own end. */
const UNBOUNDED = Number.POSITIVE_INFINITY;

/**
 * A pool that lends its connections by turns among tenants, where pg's own is first come, first served: one request
 * with fifty aliased fields would otherwise be fifty places ahead of everybody.
 */
export class FairPool extends Pool {
  readonly #turns: FairTurns;
  readonly #ends = new WeakMap<PoolClient, () => void>();

  constructor(options: PoolConfig) {
    super(options);
    const total = this.options.max;
    const perTenant = Math.min(total, Math.max(2, Math.ceil(total * PART_OF_A_TENANT)));
    const alone = Math.max(perTenant, Math.ceil(total * PART_ALONE));
    this.#turns = new FairTurns({ total, perTenant, alone, waiting: UNBOUNDED });
    this.on('release', (_error, client) => this.#ends.get(client)?.());
    // Whoever uses a connection that breaks is told by the statement that fails. Without a listener of its own the
    // connection would also end the process, as pg's pool listens to those only that nobody uses.
    this.on('connect', (client) => client.on('error', () => undefined));
  }

  override connect(): Promise<PoolClient>;
  override connect(callback: Callback): void;
  override connect(callback?: Callback): Promise<PoolClient> | undefined {
    const connecting = this.#connectInTurn();
    if (!callback) return connecting;
    connecting.then(
      (client) => {
        callback(undefined, client, (error) => {
          client.release(error);
        });
      },
      (error: unknown) => {
        callback(error as Error, undefined, () => undefined);
      },
    );
    return undefined;
  }

  async #connectInTurn(): Promise<PoolClient> {
    const share = currentShare();
    const end = await this.#turns.begin(share?.tenant, share?.signal);
    try {
      const client = await super.connect();
      this.#ends.set(client, end);
      return client;
    } catch (error) {
      end();
      throw error;
    }
  }
}
