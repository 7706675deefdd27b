import { ENHANCED_STATUS_CODES, statusCodeOf } from './enhanced-status-codes';

/** How many details the IANA registry has under each subject, `0` included; they are numbered without gaps. */
const REGISTERED = { 1: 11, 2: 5, 3: 7, 4: 8, 5: 7, 6: 11, 7: 31 } as const;

it('knows every code of the registry, and nothing else', () => {
  const registered = Object.entries(REGISTERED).flatMap(([subject, details]) =>
    Array.from({ length: details }, (_, detail) => `${subject}.${detail}`),
  );
  const duplicate = '6.10';
  expect(Object.keys(ENHANCED_STATUS_CODES).toSorted()).toEqual(
    registered.filter((code) => code !== duplicate).toSorted(),
  );
  for (const code of registered) {
    expect(statusCodeOf(`5.${code}`)).toBe(code === duplicate ? '6.8' : code);
    expect(statusCodeOf(`4.${code}`)).toBe(statusCodeOf(`5.${code}`));
  }
});

it('takes an unknown detail for its subject, and an unknown subject for nothing', () => {
  expect(statusCodeOf('5.2.99')).toBe('2.0');
  expect(['5.0.0', '5.8.1', '3.1.1', '5.1.1 ', '5.1', '', null].map(statusCodeOf)).toEqual(
    Array.from({ length: 7 }),
  );
});
