import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartupError } from '@hostgraph/service';
import { checkReadable, readLines, type RawLine } from './line-reader';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hostgraph-lines-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true });
});

async function linesOf(content: string | Buffer): Promise<RawLine[]> {
  const path = join(directory, 'log');
  await writeFile(path, content);
  const lines: RawLine[] = [];
  for await (const chunk of readLines(path)) lines.push(...chunk);
  return lines;
}

it('marks a last line without line feed, and takes CRLF', async () => {
  expect(await linesOf('one\r\ntwo\nthree')).toEqual([
    { text: 'one', bytes: 5, isComplete: true },
    { text: 'two', bytes: 4, isComplete: true },
    { text: 'three', bytes: 5, isComplete: false },
  ]);
});

it('drops a line of 10 MB and nothing else', async () => {
  expect(await linesOf(`before\n${'x'.repeat(10_000_000)}\nafter\n`)).toEqual([
    { text: 'before', bytes: 7, isComplete: true },
    { text: null, bytes: 10_000_001, isComplete: true },
    { text: 'after', bytes: 6, isComplete: true },
  ]);
});

it('replaces NUL, control characters and bytes that are no UTF-8', async () => {
  const [line] = await linesOf(Buffer.from([0x61, 0x00, 0x1b, 0xff, 0xc3, 0xa9, 0x09, 0x62, 0x0a]));
  expect(line?.text).toBe('a\ufffd\ufffd\ufffdé\tb');
});

it('keeps a character whole that lies across two reads', async () => {
  const text = 'a'.repeat(65_535);
  expect(await linesOf(`${'b'.repeat(65_535 - 1)}\né${text.slice(0, 10)}\n`)).toHaveLength(2);
  const lines = await linesOf(`${'b'.repeat(65_535)}\n${'c'.repeat(60_000)}é${'d'.repeat(100)}\n`);
  expect(lines.every(({ text: line }) => line?.includes('\ufffd') === false)).toBe(true);
});

it('names the file it cannot read', async () => {
  await expect(checkReadable(directory)).rejects.toThrow(
    new StartupError(`cannot read ${directory}: it is a directory`),
  );
  await expect(checkReadable(join(directory, 'absent'))).rejects.toThrow(/absent: no such file/);
});
