import { ANONYMOUS } from '@hostgraph/principal';
import type { Limits } from '../limits/limits';
import type { ServeDownload } from './serve-download';

/** A request to a subgraph and to its database, and a file if the token is right. */
const COST = 10;

/** Lets the network pay from which a file is asked for: a browser that follows a link says no more of who it is. */
export const limitDownloads =
  (serve: ServeDownload, limits: Limits): ServeDownload =>
  async (req, res, request) => {
    const { error, headers } = await limits.callers.admit(
      { principal: ANONYMOUS, network: () => limits.networkOf(req) },
      { cost: COST, takesPlace: false },
    );
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    return error ? 'RATE_LIMITED' : serve(req, res, request);
  };
