import type { Principal } from '@hostgraph/principal';
import type { GraphQLError } from 'graphql';
import { gatewayError } from '../errors/gateway-error';
import { bucketsOf, refusedCredentialBuckets } from './caller-buckets';
import type { ClientNetwork } from './client-network';
import type { LimitSettings } from './limit-settings';
import type { Admission, Bucket, Limiter } from './limiter';
import { type CostReport, costReport, rateLimitHeaders } from './rate-limit-headers';
import type { RefusedCallers } from './refused-callers';

export interface Caller {
  readonly principal: Principal;
  readonly network: () => ClientNetwork;
}

export interface Demand {
  readonly cost: number;
  /** A stream takes none: it may go on for hours, and is limited as a stream. */
  readonly takesPlace: boolean;
}

export interface Verdict {
  /** Why nothing may be executed. */
  readonly error: GraphQLError | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly report: CostReport;
  /** Says that the operation has ended. */
  release(): void;
}

/** Decides, for each caller, whether there is budget and place for one more operation. */
export class CallerLimits {
  constructor(
    private readonly settings: LimitSettings,
    private readonly limiter: Limiter,
    private readonly refused: RefusedCallers,
  ) {}

  /** Takes the cost and a place, or nothing. */
  async admit({ principal, network }: Caller, { cost, takesPlace }: Demand): Promise<Verdict> {
    const buckets = bucketsOf(principal, network, this.settings);
    const smallest = Math.min(...buckets.map(({ burst }) => burst));
    const isPayable = cost <= smallest;
    const admission = await this.limiter.admit(
      isPayable ? { buckets, cost, takesPlace } : { buckets, cost: 0, takesPlace: false },
    );
    return {
      error: isPayable ? this.#refusal(admission, buckets, cost) : tooDear(cost, smallest),
      headers: rateLimitHeaders(buckets, admission),
      report: costReport(cost, buckets, admission),
      release: () => {
        admission.release();
      },
    };
  }

  /**
   * Lets a credential be tried.
   *
   * @returns gives back what it has cost, as only those that are refused are to be paid
   * @throws RATE_LIMITED
   */
  async admitCredential(network: ClientNetwork): Promise<() => void> {
    const buckets = refusedCredentialBuckets(network, this.settings);
    const admission = await this.limiter.admit({ buckets, cost: 1, takesPlace: false });
    const error = this.#refusal(admission, buckets, 1);
    if (error) throw error;
    return () => {
      void this.limiter.admit({ buckets, cost: -1, takesPlace: false });
    };
  }

  #refusal(admission: Admission, buckets: readonly Bucket[], cost: number): GraphQLError | undefined {
    const { refusal } = admission;
    if (!refusal) return undefined;
    this.refused.note(refusal);
    const { policy } = refusal.bucket;
    return gatewayError('RATE_LIMITED', {
      message:
        refusal.reason === 'PLACES'
          ? `Too many operations of this caller (${policy}) are running. Wait for one to end.`
          : `The operation costs ${cost}, and the caller’s budget (${policy}) has less left. Wait as long as Retry-After says.`,
      headers: rateLimitHeaders(buckets, admission),
    });
  }
}

const tooDear = (cost: number, budget: number): GraphQLError =>
  gatewayError('TOO_COSTLY', {
    message: `The operation costs ${cost}, and a full budget of the caller is ${budget}. Ask for less at once.`,
  });
