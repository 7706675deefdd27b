/** What people do with what runs: see compose.sh and debian.sh, which start it with the word for what is to be done. */
import { signIn } from './api';
import { expectServed, keepOpen } from './certificates';
import { expectHealthy } from './healthy';
import { expectMaster, expectNoMaster } from './masters';
import { eventually } from './steps';
import { changeUsernames, useFtp } from './ftp';
import { makeMailbox, useMail } from './mail-service';

const FIRST = 'first';

async function use(run: string): Promise<void> {
  const anna = await eventually('Anna signs in', () => signIn('anna'));
  const one = await makeMailbox(anna, 'one', run);
  const two = await makeMailbox(anna, 'two', run);
  await useMail(anna, one, two);
  await useFtp(anna, one, run);
  if (run === FIRST) await changeUsernames(anna, one);
}

async function main([word = FIRST, file = '']: readonly string[]): Promise<void> {
  if (word === 'healthy') return expectHealthy();
  if (word === 'served') return expectServed(file);
  if (word === 'master') return expectMaster();
  if (word === 'no-master') return expectNoMaster(file);
  if (word === 'keep-open') return keepOpen(`one-${FIRST}@customer.test`, file);
  return use(word);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
