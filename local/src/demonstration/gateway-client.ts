/** Asks the gateway, as any client would. */
export class GatewayClient {
  constructor(private readonly endpoint: string) {}

  /** @returns undefined when the answer holds an error */
  async ask<Data>(
    credential: string,
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
  ): Promise<Data | undefined> {
    const response = await fetch(this.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${credential}` },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data?: Data; errors?: unknown[] };
    return answer.errors === undefined ? answer.data : undefined;
  }
}
