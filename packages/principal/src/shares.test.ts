import { type Principal, Shares } from './index';

const key = (id: string, ...organizations: string[]): Principal => ({
  kind: 'API_KEY',
  id,
  scopes: [],
  roles: Object.fromEntries(organizations.map((organization) => [organization, 'ADMINISTRATOR'])),
});
const takenBy = (shares: Shares, count: number, principal: Principal) =>
  Array.from({ length: count }, () => shares.take(principal)).filter(Boolean).length;

it('gives a caller so many, and an organization so many, however many keys it has', () => {
  const shares = new Shares({ perCaller: 10, perOrganization: 50 });
  const taken = Array.from({ length: 14 }, (_, i) => takenBy(shares, 12, key(`key_${i}`, 'org_1')));
  expect(taken).toEqual([10, 10, 10, 10, 10, ...Array<number>(9).fill(0)]);
  expect(takenBy(shares, 1, key('key_other', 'org_2'))).toBe(1);
});

it('takes back what was held, once', () => {
  const shares = new Shares({ perCaller: 2, perOrganization: 2 });
  const giveBack = shares.take(key('a', 'org_1'))!;
  shares.take(key('b', 'org_1'));
  expect(shares.take(key('c', 'org_1'))).toBeUndefined();
  giveBack();
  giveBack();
  expect(takenBy(shares, 5, key('c', 'org_1'))).toBe(1);
});

it('shuts nobody out for what others do in one of their organizations', () => {
  const shares = new Shares({ perCaller: 10, perOrganization: 3 });
  takenBy(shares, 3, key('eve', 'org_of_eve'));
  expect(takenBy(shares, 5, key('anna', 'org_of_eve', 'org_of_anna'))).toBe(3);
});

it('counts those of no organization by themselves', () => {
  const shares = new Shares({ perCaller: 2, perOrganization: 1 });
  expect([takenBy(shares, 5, key('a')), takenBy(shares, 5, key('b'))]).toEqual([2, 2]);
});
