import { MailDirection } from '../mail-event/mail-direction';
import { MailStatus } from '../mail-event/mail-status';
import { EXPORT_COLUMNS, fileFormat } from './export-file';
import { ExportFormat } from './export-format';
import type { ExportedEvent } from './export-statement';

const event: ExportedEvent = {
  key: '00000000-0000-0000-0000-000000000001',
  occurredAt: new Date('2026-11-23T00:00:00.000Z'),
  direction: MailDirection.SENT,
  localPart: 'anna',
  domain: 'example.test',
  correspondent: null,
  status: MailStatus.DELIVERED,
  enhancedStatusCode: null,
  reply: null,
  envelopeSender: null,
  recipient: 'x@partner.test',
  originalRecipient: null,
  messageId: null,
  sizeBytes: 17,
  delaySeconds: 0.5,
  relay: null,
  authenticatedUser: null,
  clientAddress: null,
  tls: null,
  folder: null,
  history: [],
};

const csv = fileFormat(ExportFormat.CSV);
const line = (changes: Partial<ExportedEvent>): string => csv.encode([{ ...event, ...changes }]);

it('begins with the names of the columns, as the API has them', () => {
  expect(csv.head).toBe(`${EXPORT_COLUMNS.join()}\r\n`);
});

it('leaves empty what is not known, and has a cell for each column', () => {
  expect(line({})).toMatch(
    /^evt_0{31}1,2026-11-23T00:00:00\.000Z,SENT,anna@example\.test,,DELIVERED,,"[^"]+",,,x@partner\.test,,,17,0\.5,,,,,\r\n$/,
  );
});

it.each([
  ['=HYPERLINK("http://evil.test")', `"'=HYPERLINK(""http://evil.test"")"`],
  ['+1', `'+1`],
  ['-1+1', `'-1+1`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['\t=1', `'\t=1`],
  ['\r=1', `"'\r=1"`],
  ['\n=1', `"\n=1"`],
  ['\uff1d1', `'\uff1d1`],
  ['two\nlines', `"two\nlines"`],
  ['a,b', `"a,b"`],
  ['say "a"', `"say ""a"""`],
])('writes %j so that no spreadsheet runs it, and it stays one cell', (reply, cell) => {
  expect(line({ reply })).toContain(`,${cell},`);
});

it('writes one JSON object a line, whatever is in it', () => {
  const { encode, head } = fileFormat(ExportFormat.NDJSON);
  const text = encode([
    { ...event, reply: 'two\nlines\u2028' },
    {
      ...event,
      history: [{ time: 't', status: MailStatus.DEFERRED, enhancedStatusCode: null, reply: null }],
    },
  ]);
  expect([head, text.endsWith('\n')]).toEqual(['', true]);
  const [first, second] = text.trimEnd().split('\n');
  expect(JSON.parse(first!)).toMatchObject({
    time: '2026-11-23T00:00:00.000Z',
    reply: 'two\nlines\u2028',
    folder: null,
  });
  expect(JSON.parse(second!)).toMatchObject({ sizeBytes: 17, history: [{ status: 'DEFERRED' }] });
});
