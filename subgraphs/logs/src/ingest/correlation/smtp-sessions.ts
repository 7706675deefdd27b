/** What is known of the connection an smtpd process is serving. */
export interface SmtpSession {
  readonly authenticatedUser: string | null;
  readonly tls: string | null;
}

/** A process that dies leaves its session behind; this many are far more than the smtpds of a cluster. */
const CAPACITY = 100_000;

/** The open SMTP connections by host and process: an smtpd serves one at a time. */
export class SmtpSessions {
  constructor(private readonly sessions: Map<string, SmtpSession>) {}

  of(host: string, pid: string): Readonly<SmtpSession> | undefined {
    return this.sessions.get(`${host} ${pid}`);
  }

  /** A connection begins or ends. */
  reset(host: string, pid: string): void {
    const key = `${host} ${pid}`;
    if (this.sessions.has(key)) this.sessions.delete(key);
  }

  learn(host: string, pid: string, known: Partial<SmtpSession>): void {
    // Without a process id all smtpds of a host would share one session, and with it a login.
    if (pid === '') return;
    const key = `${host} ${pid}`;
    const session = this.sessions.get(key) ?? { authenticatedUser: null, tls: null };
    this.sessions.set(key, { ...session, ...known });
    if (this.sessions.size > CAPACITY) this.sessions.clear();
  }
}
