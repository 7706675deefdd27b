import { textScalar } from './text-scalar';

const FORM = /^(?!0000)\d{4}-\d\d-\d\d$/;

/** Whether a text is a day of the calendar: `Date` takes 31 February for a day in March. */
export function isLocalDate(text: string): boolean {
  if (!FORM.test(text)) return false;
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

export const LocalDate = textScalar<string, string>({
  name: 'LocalDate',
  description: 'A day without a time zone, such as `2026-12-24`, of the years 1 to 9999: 10 characters.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  maxLength: '9999-12-31'.length,
  mistake: 'Not a day such as 2026-12-24',
  read: (text) => (isLocalDate(text) ? text : undefined),
  serialize: String,
});
