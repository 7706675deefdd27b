import type { Response } from './response';
import { MAX_RESPONSE_BYTES, ResponseParser } from './response-parser';
import { textOf } from './token';

function parse(text: string | Buffer, chunkBytes = Infinity): Response[] {
  const bytes = Buffer.from(text as string);
  const parser = new ResponseParser();
  const responses: Response[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    parser.push(bytes.subarray(at, at + chunkBytes));
    for (let response = parser.next(); response; response = parser.next()) responses.push(response);
  }
  return responses;
}

const rowsOf = (response: Response | undefined): string[][] | undefined =>
  response?.rows.map((row) => row.map((token) => textOf(token)));

const ANSWER =
  '"IMPLEMENTATION" "Example \\"1\\" \\\\ ü"\r\n"STARTTLS"\r\n' +
  '"script" ACTIVE\r\n{7}\r\na\r\n"}é\r\nno (quota/maxSize {2}\r\n)( ("x" (y))) {12}\r\nline 1\r\nline\r\n';

describe('an answer', () => {
  it.each([1, 2, 3, 7, Infinity])('is the same in pieces of %s octets', (chunkBytes) => {
    const [response, ...more] = parse(ANSWER, chunkBytes);
    expect(more).toEqual([]);
    expect(response).toMatchObject({ status: 'NO', code: 'QUOTA/MAXSIZE', responseText: 'line 1\r\nline' });
    expect(rowsOf(response)).toEqual([
      ['IMPLEMENTATION', 'Example "1" \\ ü'],
      ['STARTTLS'],
      ['script', 'ACTIVE'],
      ['a\r\n"}é'],
    ]);
  });

  it('may have no words, and its status be in any case', () => {
    expect(parse('ok\r\nBYE (TRYLATER)\r\nNo ""\r\nOK {0}\r\n\r\n')).toEqual([
      { status: 'OK', code: null, responseText: '', rows: [] },
      { status: 'BYE', code: 'TRYLATER', responseText: '', rows: [] },
      { status: 'NO', code: null, responseText: '', rows: [] },
      { status: 'OK', code: null, responseText: '', rows: [] },
    ]);
  });

  it('is awaited until it is complete', () => {
    for (let length = 0; length < Buffer.byteLength(ANSWER); length++)
      expect(parse(Buffer.from(ANSWER).subarray(0, length))).toEqual([]);
  });

  it('takes a string’s end from its length, whatever the string imitates', () => {
    const [response] = parse('{16}\r\nOK "done"\r\nOK\r\n\r\r\nOK "truth"\r\n');
    expect(rowsOf(response)).toEqual([['OK "done"\r\nOK\r\n\r']]);
    expect(response).toMatchObject({ status: 'OK', responseText: 'truth' });
  });

  it.each([
    ['an empty line', '\r\n'],
    ['a bare LF', 'OK\n'],
    ['another protocol', '* OK IMAP4rev1 ready\r\n'],
    ['HTTP', 'HTTP/1.1 400 Bad Request\r\n'],
    ['an unknown status', 'MAYBE "so"\r\n'],
    ['a parenthesis first', '(OK)\r\n'],
    ['an open quoted string', 'OK "so\r\n'],
    ['NUL in a quoted string', 'OK "s\0o"\r\n'],
    ['a control character', 'OK \x07\r\n'],
    ['a literal inside of a line', 'OK {2} "so"\r\n'],
    ['a literal without a length', 'OK {}\r\n'],
    ['a negative literal', '{-1}\r\n'],
    ['a length with leading text', '{0x10}\r\n'],
    ['an open response code', 'NO (QUOTA "so"\r\n'],
    ['a response code without a name', 'NO ("QUOTA") "so"\r\n'],
    ['an empty response code', 'NO () "so"\r\n'],
    ['two response codes', 'NO (A) (B)\r\n'],
    ['a parenthesis too many', 'NO (A)) "so"\r\n'],
    ['an atom for words', 'OK so\r\n'],
    ['words twice', 'OK "so" "so"\r\n'],
  ])('is not understood: %s', (_, text) => {
    for (const chunkBytes of [1, Infinity])
      expect(() => parse(text, chunkBytes)).toThrow(
        expect.objectContaining({ code: 'INVALID_ANSWER' }) as Error,
      );
  });
});

describe('an answer without end', () => {
  const isRefused = (text: string, chunkBytes = 65_536): void => {
    expect(() => parse(text, chunkBytes)).toThrow(
      expect.objectContaining({ code: 'INVALID_ANSWER' }) as Error,
    );
  };

  it('is given up: a literal that is announced too long', () => {
    isRefused(`{${MAX_RESPONSE_BYTES}}\r\n`);
    isRefused('{9999999999}\r\n');
    isRefused('{99999999999999999999}\r\n');
  });

  it('is given up: a line', () => {
    isRefused('x'.repeat(MAX_RESPONSE_BYTES + 1));
    isRefused(`OK "${'\\"'.repeat(500_000)}"\r\n`);
    isRefused(`NO (${'('.repeat(500_000)}\r\n`);
  });

  it('is given up soon: very many lines', () => {
    isRefused('"a"\r\n'.repeat(MAX_RESPONSE_BYTES / 5 + 1));
    isRefused('{1}\r\na\r\n'.repeat(MAX_RESPONSE_BYTES / 8 + 1));
  });

  it('holds up nobody when it comes octet by octet', () => {
    isRefused(`{${MAX_RESPONSE_BYTES - 100}}\r\n${'\n'.repeat(MAX_RESPONSE_BYTES)}`, 1);
  });
});
