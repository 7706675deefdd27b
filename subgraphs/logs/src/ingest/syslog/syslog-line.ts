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
  readonly time: Date;
  /** Empty where the line names none (the own files of Dovecot and rspamd). */
  readonly host: string;
  /** Tag without the process id: `postfix/smtpd`, `dovecot`; empty in Dovecot's own log file. */
  readonly program: string;
  /** Empty where the line has none. */
  readonly pid: string;
  readonly message: string;
}

/** `postfix/smtpd`; between slashes also a service of master.cf by its address: `postfix/[::1]:10025/smtpd`. */
const PROGRAM = /^(?:[\w.:[\]-]{0,60}\/){0,5}[\w.-]{1,60}$/;
const PID = /^\d{1,10}$/;
/** A program, a process id and their brackets. */
const MAX_TAG = 112;
const SPACE = 0x20;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
/** What Solaris puts before the text of a message (`msgid` in its log.conf). */
const MESSAGE_ID = /^\[ID \d{1,10} \w{1,16}\.\w{1,16}\] */;
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

/**
 * `program[pid]: ` or `program: `, which is how nearly all lines begin. A tag ends where a colon stands behind a process
 * id or before a space; where neither is found, at the first colon.
 */
function readTag(line: string, start: number, time: Date, host: string): SyslogLine | undefined {
  const first = line.indexOf(':', start);
  for (let colon = first; colon !== -1 && colon - start <= MAX_TAG; colon = line.indexOf(':', colon + 1)) {
    const isEnd = line.charCodeAt(colon - 1) === CLOSING_BRACKET || line.charCodeAt(colon + 1) === SPACE;
    const tag = isEnd ? tagBetween(line, start, colon) : undefined;
    if (tag !== undefined) return { time, host, ...tag, message: textFrom(line, colon + 1) };
  }
  const tag = first === -1 ? undefined : tagBetween(line, start, first);
  return tag && { time, host, ...tag, message: textFrom(line, first + 1) };
}

function tagBetween(
  line: string,
  start: number,
  colon: number,
): { program: string; pid: string } | undefined {
  let end = colon;
  let pid = '';
  if (line.charCodeAt(colon - 1) === CLOSING_BRACKET) {
    end = line.lastIndexOf('[', colon);
    pid = line.slice(end + 1, colon - 1);
    if (!PID.test(pid)) return undefined;
  }
  if (end - start > MAX_TAG) return undefined;
  const program = line.slice(start, end);
  return programs.get(program) ? { program, pid } : undefined;
}

/** The message that begins there, whatever a template or the system has put before it. */
function textFrom(line: string, start: number): string {
  let at = start;
  while (line.charCodeAt(at) === SPACE) at++;
  const text = line.slice(at);
  return text.charCodeAt(0) === OPENING_BRACKET ? text.replace(MESSAGE_ID, '') : text;
}

function readRfc5424(line: string, start: number, time: Date, host: string): SyslogLine | undefined {
  const text = line.slice(start);
  const header = RFC_5424_HEADER.exec(text);
  if (header?.[1] === undefined || header[2] === undefined) return undefined;
  const pid = header[2] === '-' ? '' : header[2];
  return { time, host, program: header[1], pid, message: textFrom(text, header[0].length) };
}
