import { withoutLinkTokens } from './without-link-tokens';

const TOKEN = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA';

it.each([
  `GET /downloads/logs/${TOKEN}`,
  `//downloads/logs/${TOKEN}`,
  `/downloads//logs//${TOKEN}`,
  `/DOWNLOADS/logs/${TOKEN}?x=${TOKEN}#${TOKEN}`,
  `/downloads%2Flogs%2f${TOKEN}`,
  `/downloads%252Flogs%252F${TOKEN}`,
  `\\downloads\\logs\\${TOKEN}`,
  `https://api.example.test/hosting/downloads/logs/${TOKEN} answered 502`,
  `connect ECONNREFUSED http://127.0.0.1:4003/downloads/${TOKEN}`,
  JSON.stringify({
    err: { message: `no answer from /downloads/${TOKEN}`, headers: { referer: `/downloads/a/${TOKEN}` } },
  }),
])('leaves no token in %s', (line) => {
  const logged = withoutLinkTokens(line);
  expect(logged).not.toContain(TOKEN);
  expect(logged).toMatch(/downloads/i);
});

it('leaves a line in JSON what it is, and other lines alone', () => {
  const line = JSON.stringify({ path: `/downloads/logs/${TOKEN}`, status: 200 });
  expect(JSON.parse(withoutLinkTokens(line))).toEqual({ path: '/downloads/…', status: 200 });
  expect(withoutLinkTokens('two downloads have ended')).toBe('two downloads have ended');
});
