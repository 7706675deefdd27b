import { readTimestamp } from './timestamp';
import type { WallClock } from './wall-clock';

/**
 * Why not a library: of the npm parsers, glossy and syslog-parse demand the `<PRI>` that files do not
 * have; nsyslog-parser takes the current year and UTC, turns 29 February into 1 March and reads an rsyslog
 * ISO line as a message of this moment without a host; postfix-parser knows RFC 3164 only and drops most
 * of each line.
 */
export interface SyslogLine {
  time: Date;
  /** Empty where the line names none (Dovecot's own log file). */
  host: string;
  /** Tag without the process id: `postfix/smtpd`, `dovecot`; empty in Dovecot's own log file. */
  program: string;
  /** Empty where the line has none. */
  pid: string;
  message: string;
}

const TAG = /^([\w./-]{1,100})(?:\[(\d{1,10})\])?: ?/;
// APP-NAME PROCID MSGID, then STRUCTURED-DATA: RFC 5424 section 6.
const RFC_5424_HEADER =
  /^(\S{1,48}) (\S{1,128}) \S{1,32} (?:-|(?:\[(?:[^\]"\\]|\\.|"(?:[^"\\]|\\.)*")*\])+) ?(?:\ufeff)?/;
const HOST = /^([\w.:-]{1,255}) /;
// `lmtp(user)<pid><session>: ` or `imap-login: `: the start of a line that Dovecot wrote by itself.
const DOVECOT_START = /^[a-z][a-z-]{0,30}(?:\([^)]*\)|: [A-Z][a-z]+: )/;

/**
 * Reads the header of one line: RFC 3164, RFC 5424, rsyslog's ISO format, or Dovecot's own file.
 * Undefined for anything else.
 */
export function parseSyslogLine(line: string, clock: WallClock): SyslogLine | undefined {
  const stamp = readTimestamp(line, clock);
  if (stamp === undefined) return undefined;
  const rest = line.slice(stamp.length);
  if (DOVECOT_START.test(rest)) return { time: stamp.time, host: '', program: '', pid: '', message: rest };
  const host = HOST.exec(rest);
  if (host?.[1] === undefined) return undefined;
  const tail = rest.slice(host[0].length);
  const header = stamp.isRfc5424 ? RFC_5424_HEADER.exec(tail) : TAG.exec(tail);
  if (header?.[1] === undefined) return undefined;
  const pid = header[2] === undefined || header[2] === '-' ? '' : header[2];
  return {
    time: stamp.time,
    host: host[1].toLowerCase(),
    program: header[1],
    pid,
    message: tail.slice(header[0].length),
  };
}
