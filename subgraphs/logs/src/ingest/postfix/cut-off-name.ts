/** How the lines of daemons begin behind the queue id, as far as they matter. */
const BEGINNINGS: readonly (readonly [beginning: string, daemon: string])[] = [
  ['client=', 'smtpd'],
  ['uid=', 'pickup'],
  ['message-id=', 'cleanup'],
  ['info: header ', 'cleanup'],
  ['warning: header ', 'cleanup'],
];
const RELAY = /, relay=(?:(local|virtual|none)|[^,\s]*\[([^\]\s]*)\](?::(\d+))?|[^,\s]+), /;
/** RFC 2033: LMTP is never spoken on SMTP's port; 24 is IANA's for it. */
const LMTP_PORT = '24';

/** Which daemon wrote what stands behind a queue id, for a line whose tag does not say it. */
export function writerOf(body: string): string {
  const known = BEGINNINGS.find(([beginning]) => body.startsWith(beginning));
  if (known !== undefined) return known[1];
  return body.startsWith('to=<') ? agentOf(body) : 'qmgr';
}

/** A delivery agent by where it delivers to: a word for local ones, a socket or a server for the others. */
function agentOf(body: string): string {
  const [found, word, server, port] = RELAY.exec(body) ?? [];
  if (found === undefined || word === 'none') return 'error';
  if (word !== undefined) return word;
  if (server === undefined) return 'pipe';
  return server.includes('/') || port === LMTP_PORT || body.endsWith(' Saved)') ? 'lmtp' : 'smtp';
}
