import { GraphQLDateTime } from 'graphql-scalars';
import { textScalar } from './text-scalar';

/** With a fraction of a second of nine digits and an offset it has 35. */
const MAX_LENGTH = 40;
/** What four digits can say in UTC: `toISOString` writes years before and after with six, which few parsers read. */
const EARLIEST = Date.parse('0000-01-01T00:00:00Z');
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

export const DateTime = textScalar<Date, Date>({
  name: 'DateTime',
  description:
    'A moment as RFC 3339 has it, such as `2007-12-03T10:15:30Z`, of the years 0 to 9999 and at most 40 characters. ' +
    'It is answered in UTC; input may have any offset.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  maxLength: MAX_LENGTH,
  mistake: 'Not a time as RFC 3339 has it, such as 2026-12-24T12:00:00Z',
  read: readMoment,
  serialize: (value) => GraphQLDateTime.serialize(value),
});

function readMoment(text: string): Date | undefined {
  let moment: Date;
  try {
    moment = GraphQLDateTime.parseValue(text);
  } catch {
    return undefined;
  }
  return moment.getTime() >= EARLIEST && moment.getTime() <= LATEST ? moment : undefined;
}
