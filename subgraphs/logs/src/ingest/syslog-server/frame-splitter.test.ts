import { FrameSplitter } from './frame-splitter';

const MESSAGE = '<22>1 2026-11-23T23:11:06Z mx1 postfix/qmgr 1 - - ABCDE1: removed';
const counted = (text: string): Buffer => Buffer.from(`${Buffer.byteLength(text)} ${text}`);

/** Splits the same bytes whole, byte by byte, and in pieces of a size that fits nothing. */
function split(bytes: Buffer): (string | null)[] {
  const results = [bytes.length, 1, 7].map((size) => {
    const splitter = new FrameSplitter();
    const lines = [];
    for (let at = 0; at < bytes.length; at += size)
      lines.push(...splitter.split(bytes.subarray(at, at + size)));
    const rest = splitter.takeRest();
    return [...lines, ...(rest === undefined ? [] : [rest])].map(({ text }) => text);
  });
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
  return results[0] ?? [];
}

it('reads frames whose octets are counted, with anything in them', () => {
  const multiline = '<22>one\ntwo é';
  expect(split(Buffer.concat([counted(MESSAGE), counted(multiline), counted(MESSAGE)]))).toEqual([
    MESSAGE,
    '<22>one\ufffdtwo é',
    MESSAGE,
  ]);
});

it('reads frames that end with a line feed, also a last one that does not', () => {
  expect(split(Buffer.from(`${MESSAGE}\n${MESSAGE}\r\n\n${MESSAGE}`))).toEqual([MESSAGE, MESSAGE, MESSAGE]);
});

it('tells them apart frame by frame, with separators between', () => {
  expect(
    split(
      Buffer.concat([
        counted(MESSAGE),
        Buffer.from(`\n${MESSAGE}\n\0`),
        counted(MESSAGE),
        Buffer.from('\r\n'),
      ]),
    ),
  ).toEqual([MESSAGE, MESSAGE, MESSAGE]);
});

it('does not take a year for a count', () => {
  const line = '2026-11-23T23:11:06+01:00 mx1 postfix/qmgr[1]: ABCDE1: removed';
  expect(split(Buffer.from(`${line}\n12 monkeys\n7\n`))).toEqual([line, '12 monkeys', '7']);
});

it('gives a frame that is too long as one that cannot be read, and goes on after it', () => {
  const long = `<22>${'x'.repeat(100_000)}`;
  expect(
    split(Buffer.concat([counted(long), counted(MESSAGE), Buffer.from(`${long}\n${MESSAGE}\n`)])),
  ).toEqual([null, MESSAGE, null, MESSAGE]);
});

it('gives a counted frame that was cut off as one that cannot be read', () => {
  expect(split(counted(MESSAGE).subarray(0, 40))).toEqual([null]);
});

it('sees that a frame has no end, counted or not', () => {
  const announced = new FrameSplitter();
  announced.split(Buffer.from('999999999 <22>'));
  expect(announced.isEndless).toBe(true);
  const endless = new FrameSplitter();
  const chunk = Buffer.alloc(64 * 1024, 'x');
  for (let sent = 0; sent <= 16 * 1024 * 1024; sent += chunk.length) {
    expect(endless.isEndless).toBe(false);
    expect(endless.split(chunk)).toEqual([]);
  }
  expect(endless.isEndless).toBe(true);
});

it('holds binary rubbish for lines', () => {
  expect(split(Buffer.from([0xff, 0xfe, 0x01, 0x0a, 0x00, 0x0a]))).toEqual(['\ufffd\ufffd\ufffd']);
});
