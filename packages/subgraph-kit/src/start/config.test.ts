import { readDatabaseUrl } from './config';

const DATABASE_URL = 'postgres://hostgraph_mail@postgres/hostgraph';

it('the password of the database can be given beside its address', () => {
  expect(readDatabaseUrl({ DATABASE_URL }, 'mail')).toBe(DATABASE_URL);
  expect(readDatabaseUrl({ DATABASE_URL, DATABASE_PASSWORD: 'a/b:c@d%' }, 'mail')).toBe(
    'postgres://hostgraph_mail:a%2Fb%3Ac%40d%25@postgres/hostgraph',
  );
});

it('a subgraph whose address is its own has a password of its own', () => {
  const environment = { DATABASE_PASSWORD: 'of all', MAIL_DATABASE_URL: DATABASE_URL };
  expect(readDatabaseUrl(environment, 'mail')).toBe(DATABASE_URL);
  expect(readDatabaseUrl({ ...environment, MAIL_DATABASE_PASSWORD: 'own' }, 'mail')).toBe(
    'postgres://hostgraph_mail:own@postgres/hostgraph',
  );
});
