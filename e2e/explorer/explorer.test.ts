import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { type RunningStack, startStack } from '../support/running-stack';

const SCREENSHOTS = join(__dirname, '../../test-results');

let running: RunningStack;
let browser: Browser;
beforeAll(async () => {
  running = await startStack();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await running.stop();
});

/** The explorer as a link with everything in its fragment opens it, and where the page sent requests to. */
async function openExplorer(): Promise<{ page: Page; hosts: Set<string>; faults: string[] }> {
  const { explorer, query, variables, tokens } = running.demo;
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  const [hosts, faults] = [new Set<string>(), [] as string[]];
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  page.on('pageerror', (error) => faults.push(error.message));
  const fragment = new URLSearchParams({
    query,
    variables: JSON.stringify(variables, null, 2),
    token: tokens.administrator,
  });
  await page.goto(`${explorer}#${fragment.toString()}`);
  return { page, hosts, faults };
}

it('runs the demonstration’s query and shows the answer, without the internet', async () => {
  const { page, hosts, faults } = await openExplorer();
  await page.getByRole('button', { name: /execute query/i }).click();
  const result = page.locator('.result-window');
  await result.getByText('Example Association').first().waitFor();
  await result.getByText('anna@example.test').first().waitFor();
  // No picture shows a token.
  await page.getByRole('button', { name: 'Variables' }).click();
  await mkdir(SCREENSHOTS, { recursive: true });
  const screenshot = join(SCREENSHOTS, 'explorer.png');
  await page.screenshot({ path: screenshot });
  // An empty page compresses to far less.
  expect((await stat(screenshot)).size).toBeGreaterThan(50_000);
  expect([...hosts]).toEqual([new URL(running.demo.explorer).host]);
  expect(faults).toEqual([]);
  expect(page.url()).toBe(running.demo.explorer);
});

it('explains a type to somebody who has never met it', async () => {
  const { page } = await openExplorer();
  await page.getByText('Query', { exact: true }).first().waitFor();
  await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).first().click();
  await page.locator('.graphiql-doc-explorer').getByText('mailbox', { exact: true }).first().click();
  await page.locator('.graphiql-doc-explorer').getByText('Mailbox', { exact: true }).first().click();
  await page
    .locator('.graphiql-doc-explorer')
    .getByRole('link', { name: 'activityLog', exact: true })
    .waitFor();
});

it('shows the API’s own types and directives, and none of the machinery', async () => {
  const { data } = await running.ask<{
    __schema: { types: { name: string }[]; directives: { name: string }[] };
  }>({
    query: '{ __schema { types { name } directives { name } } }',
    variables: {},
  });
  const names = data!.__schema.types.map(({ name }) => name).filter((name) => !name.startsWith('__'));
  expect(names.filter((name) => name.includes('__'))).toEqual([]);
  expect(names).toEqual(expect.arrayContaining(['Mailbox', 'MailEvent', 'Organization']));
  expect(data!.__schema.directives.map(({ name }) => name).toSorted()).toEqual(
    ['deprecated', 'include', 'oneOf', 'skip', 'specifiedBy'].toSorted(),
  );
});
