import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { ZodType } from 'zod';
import type { RequestContext } from '../context/request-context';
import { ticketKey } from './ticket-key';

/** What one kind of ticket is good for, and what it says. */
export interface TicketKind<Claims extends object> {
  /** No ticket passes for one of another purpose. */
  readonly purpose: string;
  readonly lifetimeSeconds: number;
  readonly claims: ZodType<Claims>;
}

export interface Ticket {
  readonly text: string;
  readonly expiresAt: Date;
}

/** What a ticket says, or why it counts for nothing: it never did, or no longer does. */
export type TicketReading<Claims> = { readonly claims: Claims } | { readonly refusal: 'EXPIRED' | 'INVALID' };

const ALGORITHM = 'HS256';

/**
 * A ticket carries what a field learned through the graph (`@requires`) to a mutation, which no subgraph joins
 * anything to: the subgraph states it to the caller, signed, and takes its own word for it when the same caller
 * comes back. It is a JWS (RFC 7515) that its holder can read, so it must say nothing that the holder may not know.
 *
 * What may change meanwhile, such as a role, belongs into the check of the mutation and not into a ticket.
 */
export async function issueTicket<Claims extends object>(
  ctx: RequestContext,
  kind: TicketKind<Claims>,
  claims: Claims,
): Promise<Ticket> {
  const issuedAt = Math.floor(Date.now() / 1000);
  const expiry = issuedAt + kind.lifetimeSeconds;
  const text = await new SignJWT(claims as JWTPayload)
    .setProtectedHeader({ alg: ALGORITHM })
    .setAudience(kind.purpose)
    .setSubject(holder(ctx))
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiry)
    .sign(await ticketKey(ctx));
  return { text, expiresAt: new Date(expiry * 1000) };
}

/** Reads a ticket that the present caller was given for this purpose; all others are INVALID. */
export async function readTicket<Claims extends object>(
  ctx: RequestContext,
  kind: TicketKind<Claims>,
  text: string,
): Promise<TicketReading<Claims>> {
  const key = await ticketKey(ctx);
  try {
    const { payload } = await jwtVerify(text, key, {
      algorithms: [ALGORITHM],
      audience: kind.purpose,
      subject: holder(ctx),
      requiredClaims: ['exp'],
    });
    // A version before this one may have said it otherwise.
    const { data } = kind.claims.safeParse(payload);
    return data === undefined ? { refusal: 'INVALID' } : { claims: data };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { refusal: 'EXPIRED' };
    if (error instanceof errors.JOSEError) return { refusal: 'INVALID' };
    throw error;
  }
}

/** Ids of persons and keys do not overlap, but that is not for tickets to rely on. */
const holder = ({ principal: { kind, id } }: RequestContext): string => `${kind} ${id}`;
