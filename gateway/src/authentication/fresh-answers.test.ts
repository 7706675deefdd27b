import { FreshAnswers } from './fresh-answers';

/** Questions whose answers the test gives. */
function questions() {
  const begun: { answer: (value: string) => void; fail: (error: Error) => void }[] = [];
  const find = () =>
    new Promise<string>((answer, fail) => {
      begun.push({ answer, fail });
    });
  return { begun, find };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('never gives an answer that was begun before it was asked for', async () => {
  const answers = new FreshAnswers<string>();
  const { begun, find } = questions();
  const first = answers.ask('key', find);
  const [second, third] = [answers.ask('key', find), answers.ask('key', find)];
  expect(begun).toHaveLength(1);
  begun[0]!.answer('before');
  expect(await first).toBe('before');
  await settled();
  expect(begun).toHaveLength(2);
  const fourth = answers.ask('key', find);
  begun[1]!.answer('after');
  expect(await Promise.all([second, third])).toEqual(['after', 'after']);
  await settled();
  begun[2]!.answer('later');
  expect(await fourth).toBe('later');
});

it('asks again after a failure, which is of those alone who waited for it', async () => {
  const answers = new FreshAnswers<string>();
  const { begun, find } = questions();
  const first = answers.ask('key', find);
  const second = answers.ask('key', find);
  begun[0]!.fail(new Error('no'));
  await expect(first).rejects.toThrow('no');
  await settled();
  begun[1]!.answer('yes');
  expect(await second).toBe('yes');
  await settled();
  void answers.ask('key', find);
  expect(begun).toHaveLength(3);
});

it('answers other questions meanwhile', () => {
  const answers = new FreshAnswers<string>();
  const { begun, find } = questions();
  void answers.ask('a', find);
  void answers.ask('b', find);
  expect(begun).toHaveLength(2);
});
