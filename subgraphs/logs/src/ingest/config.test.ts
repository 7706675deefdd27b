import { StartupError } from '@hostgraph/service';
import { readIngestArguments } from './config';

it('takes times without a zone for UTC unless told otherwise', () => {
  expect(readIngestArguments(['a.log', 'b.log'])).toEqual({ timeZone: 'UTC', files: ['a.log', 'b.log'] });
  expect(readIngestArguments(['--time-zone', 'Europe/Zurich', 'a.log']).timeZone).toBe('Europe/Zurich');
});

it.each([
  ['no file', [], /^name at least one log file\. Usage:/],
  ['an unknown option', ['--zone', 'UTC', 'a.log'], /Usage:/],
  ['an unknown time zone', ['--time-zone', 'Mars', 'a.log'], /^unknown time zone "Mars"/],
])('refuses %s in one line', (_name, args, message) => {
  const read = () => readIngestArguments(args);
  expect(read).toThrow(StartupError);
  expect(read).toThrow(message);
  expect(read).not.toThrow('\n');
});
