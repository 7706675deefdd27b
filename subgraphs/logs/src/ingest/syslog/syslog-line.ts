import { Memo } from './memo';
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
  /** Empty where the line names none (the own files of Dovecot and rspamd). */
  host: string;
  /** Tag without the process id: `postfix/smtpd`, `dovecot`; empty in Dovecot's own log file. */
  program: string;
  /** Empty where the line has none. */
  pid: string;
  message: string;
}

const PROGRAM = /^[\w./-]{1,100}$/;
const PID = /^\d{1,10}$/;
/** A program, a process id and their brackets. */
const MAX_TAG = 112;
const SPACE = 0x20;
const CLOSING_BRACKET = 0x5d;
// APP-NAME PROCID MSGID, then STRUCTURED-DATA: RFC 5424 section 6.
const RFC_5424_HEADER =
  /^(\S{1,48}) (\S{1,128}) \S{1,32} (?:-|(?:\[(?:[^\]"\\]|\\.|"(?:[^"\\]|\\.)*")*\])+) ?(?:\ufeff)?/;
const MAX_HOST = 255;
const HOST = /^[\w.:-]+$/;
// `lmtp(user)<pid><session>: ` or `imap-login: `: the start of a line that Dovecot wrote by itself.
const DOVECOT_START = /^[a-z][a-z-]{0,30}(?:\([^)]*\)|: [A-Z][a-z]+: )/;
// `#27603(rspamd_proxy) `: the start of a line that rspamd wrote by itself.
const RSPAMD_START = /^#(\d{1,10})\([\w-]{1,32}\) /;
/** More than a cluster has hosts, or a host programs. */
const MEMO = 256;

/** The name in lower case, undefined for what is none. */
const hosts = new Memo(MEMO, (text) => (HOST.test(text) ? text.toLowerCase() : undefined));
const programs = new Memo(MEMO, (text) => PROGRAM.test(text));

/**
 * Reads the header of one line: RFC 3164, RFC 5424, rsyslog's ISO format, or the own files of Dovecot and
 * rspamd.
 * Undefined for anything else.
 */
export function parseSyslogLine(line: string, clock: WallClock): SyslogLine | undefined {
  const stamp = readTimestamp(line, clock);
  if (stamp === undefined) return undefined;
  const { time, length } = stamp;
  const end = line.indexOf(' ', length);
  // What Dovecot begins with holds a parenthesis or ends in a colon, so the name of a host is only looked at twice
  // where it ends in one (`imap-login: `).
  const isHost = end !== -1 && end - length <= MAX_HOST;
  const host = isHost ? hosts.get(line.slice(length, end)) : undefined;
  if (host === undefined || host.endsWith(':')) {
    const rest = line.slice(length);
    if (DOVECOT_START.test(rest)) return { time, host: '', program: '', pid: '', message: rest };
    const rspamd = RSPAMD_START.exec(rest);
    if (rspamd?.[1] !== undefined) {
      const message = rest.slice(rspamd[0].length);
      return { time, host: '', program: 'rspamd', pid: rspamd[1], message };
    }
    if (host === undefined) return undefined;
  }
  return (stamp.isRfc5424 ? readRfc5424 : readTag)(line, end + 1, time, host);
}

/** `program[pid]: ` or `program: `, which is how nearly all lines begin. */
function readTag(line: string, start: number, time: Date, host: string): SyslogLine | undefined {
  const colon = line.indexOf(':', start);
  if (colon === -1 || colon - start > MAX_TAG) return undefined;
  let end = colon;
  let pid = '';
  if (line.charCodeAt(colon - 1) === CLOSING_BRACKET) {
    end = line.lastIndexOf('[', colon);
    pid = line.slice(end + 1, colon - 1);
    if (!PID.test(pid)) return undefined;
  }
  const program = line.slice(start, end);
  if (!programs.get(program)) return undefined;
  const message = line.slice(line.charCodeAt(colon + 1) === SPACE ? colon + 2 : colon + 1);
  return { time, host, program, pid, message };
}

function readRfc5424(line: string, start: number, time: Date, host: string): SyslogLine | undefined {
  const text = line.slice(start);
  const header = RFC_5424_HEADER.exec(text);
  if (header?.[1] === undefined || header[2] === undefined) return undefined;
  const pid = header[2] === '-' ? '' : header[2];
  return { time, host, program: header[1], pid, message: text.slice(header[0].length) };
}
