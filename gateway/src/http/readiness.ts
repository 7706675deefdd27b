/** What can be answered at the moment. */
export interface Readiness {
  /** Whether anybody can be: without accounts nobody is known. */
  readonly isReady: boolean;
  /** Names of the subgraphs whose fields cannot be answered. */
  readonly degraded: readonly string[];
}

export type CheckReadiness = () => Promise<Readiness>;

/** The subgraph that says who is calling. */
const ACCOUNTS = 'accounts';
/** Whoever asks more often is told the same, so that nobody can have subgraphs asked as often as they like. */
const FRESH_MS = 1_000;
const TIMEOUT_MS = 2_000;

/**
 * Asks the subgraphs, when somebody wants to know, whether they are ready. Nothing is asked in between, and many that
 * want to know at once share an answer.
 *
 * @param subgraphUrls of the GraphQL endpoints, by name; `ready` is their neighbour, as `downloads` is
 */
export function createReadiness(subgraphUrls: ReadonlyMap<string, string>): CheckReadiness {
  let latest: Promise<Readiness> | undefined;
  let askedAt = -Infinity;
  return () => {
    if (latest && performance.now() - askedAt < FRESH_MS) return latest;
    askedAt = performance.now();
    latest = askAll(subgraphUrls);
    return latest;
  };
}

async function askAll(subgraphUrls: ReadonlyMap<string, string>): Promise<Readiness> {
  const answers = await Promise.all(
    [...subgraphUrls].map(async ([name, url]) => ((await isReady(url)) ? [] : [name])),
  );
  const degraded = answers.flat().toSorted();
  return { isReady: !degraded.includes(ACCOUNTS), degraded };
}

/** A subgraph that is not of our making need not know the question: whatever it says shows that it answers. */
async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(new URL('ready', url), {
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.body?.cancel();
    return answer.status < 500;
  } catch {
    return false;
  }
}
