import { parseSyslogLine } from '../syslog/syslog-line';
import { WallClock } from '../syslog/wall-clock';
import { isRspamd, parseRspamd } from './parse-rspamd';

const clock = new WallClock('UTC', new Date('2026-11-25T12:00:00Z'));

function parse(text: string): ReturnType<typeof parseRspamd> {
  const line = parseSyslogLine(text, clock);
  return line && isRspamd(line) ? parseRspamd(line) : 'unparsable';
}

/** As rspamd 3.4 of Debian 12 writes it to its own file. */
const inFile = (rest: string): string =>
  `2026-11-25 10:34:44 #27603(rspamd_proxy) <bee61d>; proxy; rspamd_task_write_log: ${rest}`;
const tail =
  '), len: 333, time: 2.675ms, dns req: 0, digest: <c649ff9c7fae7f4fb09c0d876a879d9b>, rcpts: <cora@example.test>, mime_rcpts: <cora@example.test>';

it('reads a verdict from the file of rspamd', () => {
  expect(
    parse(
      inFile(
        `id: <dd4a3002@stranger.test>, qid: <4jZGJh0B4DzJMn9>, ip: 127.0.0.1, from: <gY@stranger.test>, (default: S (add header): [6.00/15.00] [GTUBE(0.00){}]${tail}, forced: add header "Gtube pattern"; score=6.00 (set by GTUBE)`,
      ),
    ),
  ).toEqual({
    queueId: '4jZGJh0B4DzJMn9',
    messageId: '<dd4a3002@stranger.test>',
    action: 'ADD_HEADER',
    score: 6,
  });
});

it.each([
  ['F (no action): [-3.10/15.00]', 'NO_ACTION', -3.1],
  ['T (greylist): [4.00/15.00]', 'GREYLIST', 4],
  ['S (rewrite subject): [0.00/15.00]', 'REWRITE_SUBJECT', 0],
  ['F (soft reject): [nan/15.00]', 'SOFT_REJECT', null],
  ['S (reject): [15.00/15.00]', 'REJECT', 15],
  ['T (quarantine): [0.00/15.00]', 'QUARANTINE', 0],
  ['T (discard): [0.00/15.00]', 'DISCARD', 0],
])('reads %s, also through syslog and without sender', (verdict, action, score) => {
  expect(
    parse(
      `Nov 25 10:34:44 mx1 rspamd[27603]: <8e8955>; proxy; rspamd_task_write_log: id: <a@b>, qid: <4jZGJg4d6pzJLg0>, ip: 127.0.0.1, (default: ${verdict} []${tail}`,
    ),
  ).toMatchObject({ queueId: '4jZGJg4d6pzJLg0', messageId: '<a@b>', action, score });
});

it.each([
  inFile(`id: <a@b>, from: <x@y.test>, (default: F (no action): [0.00/15.00] []${tail}`),
  '2026-11-25 10:34:44 #27603(rspamd_proxy) <bee61d>; proxy; rspamd_message_parse: loaded message; id: <a@b>; queue-id: <4jZGJh0B4DzJMn9>; size: 268',
  '2026-11-25 10:34:44 #27583(main) lua; lua_cfg_transform.lua:442: no symbol groups defined',
])('passes over %s', (text) => {
  expect(parse(text)).toBe('ignored');
});

it.each([
  'id: <x>, qid: <AAAAAAAA>, ip: 1.2.3.4, (default: F (no action): [0.00/15.00] []>, qid: <4jZGJh0B4DzJMn9>, (default: S (reject): [15.00/15.00] []',
  'id: <a@b>, qid: <4jZGJh0B4DzJMn9>, from: <" (default: F (no action): [0.00/15.00] ["@x.test>, (default: S (reject): [15.00/15.00] []',
  'id: <a@b>, qid: <4jZGJh0B4DzJMn9>, (default: S (send flowers): [15.00/15.00] []',
])('refuses what can be read in two ways, or is no action: %s', (text) => {
  expect(parse(inFile(text + tail))).toBe('unparsable');
});

it('is not held up by a message id that repeats the words of a verdict', () => {
  const text = inFile(`id: <${'>, qid: <AAAAAA>, (default: F (no action): [0'.repeat(20_000)}`);
  expect(parse(text)).toBe('unparsable');
});
