import { isLocalDate } from './local-date';
import { textScalar } from './text-scalar';

const FORM = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?$/;

export const LocalDateTime = textScalar<string, string>({
  name: 'LocalDateTime',
  description:
    'A day and time without a time zone, such as `2026-12-24T12:00:00`, of the years 1 to 9999: at most 29 ' +
    'characters, for a fraction of a second may have 9 digits. An offset is refused.',
  maxLength: '9999-12-31T23:59:59.999999999'.length,
  mistake: 'Not a time without an offset, such as 2026-12-24T12:00:00',
  read: (text) => {
    const [, day] = FORM.exec(text) ?? [];
    return day !== undefined && isLocalDate(day) ? text : undefined;
  },
  serialize: String,
});
