import { EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import { StartupError } from '@hostgraph/service';
import type { GatewayClient } from './gateway-client';

const CREATE = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { secret userErrors { message } }
}`;

const INPUT = {
  organizationId: EXAMPLE_ORGANIZATION.id,
  name: 'Demonstration partner',
  scopes: ['ORGANIZATIONS_READ', 'MAIL_READ', 'LOGS_READ', 'HOSTING_READ', 'COMPLIANCE_READ'],
};

interface Created {
  readonly createApiKey: {
    readonly secret: string | null;
    readonly userErrors: readonly { readonly message: string }[];
  };
}

/**
 * An API key that works: the one of the last start, or else a new one.
 *
 * @throws StartupError
 */
export async function partnerKey(
  gateway: GatewayClient,
  administratorToken: string,
  formerKey: string | undefined,
): Promise<string> {
  if (formerKey !== undefined && (await gateway.ask(formerKey, '{ viewer { kind } }'))) return formerKey;
  const created = await gateway.ask<Created>(administratorToken, CREATE, { input: INPUT });
  const secret = created?.createApiKey.secret;
  if (!secret) {
    const reason = created?.createApiKey.userErrors[0]?.message ?? 'see the logs of gateway and accounts';
    throw new StartupError(`no API key could be made for the demonstration: ${reason}`);
  }
  return secret;
}
