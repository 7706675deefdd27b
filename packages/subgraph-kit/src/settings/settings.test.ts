import { Setting, Settings } from './settings';

const PLACE = new Setting<string | undefined>('here');

it('is what was told last, also where that is nothing, and otherwise what is usual', () => {
  const settings = new Settings();
  expect(settings.get(PLACE)).toBe('here');
  expect(settings.set(PLACE, 'there').get(PLACE)).toBe('there');
  expect(settings.set(PLACE, undefined).get(PLACE)).toBeUndefined();
});

it('is of one subgraph: another has its own, and a setting like it is another one', () => {
  const settings = new Settings().set(PLACE, 'there');
  expect(new Settings().get(PLACE)).toBe('here');
  expect(settings.get(new Setting<string | undefined>('here'))).toBe('here');
});
