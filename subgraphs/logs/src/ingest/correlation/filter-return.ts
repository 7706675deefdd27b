import { BlockList, isIP } from 'node:net';
import type { DeliveryRecord } from '../postfix/postfix-record';
import type { QueueEntry } from '../queue/queue-entry';

const QUEUED_AS = /\bqueued as ([0-9A-Za-z]{5,20})$/;
/** How amavis tells what the server answered to which it sent the message back. */
const FROM_MTA = /\bfrom MTA\(\w+:\[([\da-fA-F.:]+)\]:\d+\)/;
const SERVER = /\[([^\]]+)\](?::(\d+))?$/;
/** Where other people's servers are reached. */
const SMTP_PORT = '25';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addAddress('::1', 'ipv6');
/** RFC 6890: where no stranger's server can be. */
const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  PRIVATE.addSubnet(network, prefix);
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

/** The queue id under which the other side says it has a message that it took. */
export function queuedAs(record: DeliveryRecord): string | undefined {
  return record.outcome === 'sent' ? QUEUED_AS.exec(record.reply)?.[1] : undefined;
}

/**
 * Whether a message that was handed over is `child` now: an after-queue content filter took it and sent it back in.
 * Where the filter says which message it sends back (XFORWARD), that is proof, as only those whom Postfix trusts can say
 * it. "Queued as" is the other side's claim: it counts where the operator has chosen that side, and the message that it
 * names is the same, or, as far as neither has a message id to know it by, came from there.
 *
 * @param child what is known of the queue id that the other side named
 */
export function isReturned(
  parent: QueueEntry,
  child: QueueEntry | undefined,
  record: DeliveryRecord,
): boolean {
  const server = serverOf(record.relay);
  if (child === undefined) return !parent.hasArrival && isGivenBackHere(server, record.reply);
  if (child === parent) return false;
  if (child.originalQueueId !== null) return child.originalQueueId === parent.queueId;
  // Of a message of which the log tells the beginning, what came before it is no continuation.
  if (parent.hasArrival && child.openedAs < parent.openedAs) return false;
  if (!isChosen(server)) return false;
  if (hasMessageId(parent) && child.messageId !== null) return child.messageId === parent.messageId;
  return !child.hasArrival || isFrom(child.clientAddress, server);
}

interface Server {
  /** A path where it listens on a socket. */
  readonly address: string;
  readonly port: string | undefined;
}

function serverOf(relay: string | null): Server {
  const [, address = '', port] = SERVER.exec(relay ?? '') ?? [];
  return { address, port };
}

/** Not found in the DNS of the recipient's domain: that names no sockets and no ports, and no private address of use. */
function isChosen({ address, port }: Server): boolean {
  const isPort = port !== undefined && port !== SMTP_PORT;
  return address !== '' && (isPort || address.includes('/') || isNear(address));
}

function isFrom(clientAddress: string | null, { address }: Server): boolean {
  return clientAddress !== null && (clientAddress === address || isNear(clientAddress));
}

/** The log begins between the two: amavis says that this host has the message under another queue id. */
function isGivenBackHere({ address }: Server, reply: string): boolean {
  const back = FROM_MTA.exec(reply)?.[1];
  return back !== undefined && isIn(LOOPBACK, back) && (address.includes('/') || isIn(LOOPBACK, address));
}

function hasMessageId({ messageId }: QueueEntry): boolean {
  return messageId !== null && messageId !== '<>';
}

function isNear(address: string): boolean {
  return isIn(LOOPBACK, address) || isIn(PRIVATE, address);
}

function isIn(networks: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && networks.check(address, family === 6 ? 'ipv6' : 'ipv4');
}
