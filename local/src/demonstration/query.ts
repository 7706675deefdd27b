import { DEMO_MAILBOX_ID, EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';

/** The question that shows the graph at work: accounts, mail and logs answer it together. */
export const DEMO_QUERY = `query MailboxWithItsLog($organizationId: ID!, $mailboxId: ID!) {
  organization(id: $organizationId) {
    name
    mailServices(first: 1) {
      nodes {
        name
      }
    }
  }
  mailbox(id: $mailboxId) {
    address
    addresses {
      address
      kind
    }
    activityLog(direction: RECEIVED, first: 20) {
      nodes {
        time
        correspondent
        status
        explanation
      }
    }
  }
}
`;

export const DEMO_VARIABLES = {
  organizationId: EXAMPLE_ORGANIZATION.id,
  mailboxId: DEMO_MAILBOX_ID,
} as const;
