import { FairQueue } from './fair-queue';

function takeAll(queue: FairQueue<string>): string[] {
  const item = queue.take();
  return item === undefined ? [] : [item, ...takeAll(queue)];
}

it('takes turns between owners, and keeps the order of each', () => {
  const queue = new FairQueue<string>(10);
  for (const item of ['a1', 'a2', 'a3', 'b1', 'c1', 'b2']) queue.push(item.slice(0, 1), item);
  expect(takeAll(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
});

it('lets somebody new wait for one turn of each of the others', () => {
  const queue = new FairQueue<string>(10);
  for (const item of ['a1', 'a2', 'b1', 'b2']) queue.push(item.slice(0, 1), item);
  expect(queue.take()).toBe('a1');
  queue.push('c', 'c1');
  expect(takeAll(queue)).toEqual(['b1', 'a2', 'c1', 'b2']);
});

it('is full for one owner, and open for others', () => {
  const queue = new FairQueue<string>(2);
  expect(['a1', 'a2', 'a3'].map((item) => queue.push('a', item))).toEqual([true, true, false]);
  expect(queue.push('b', 'b1')).toBe(true);
  queue.take();
  expect(queue.push('a', 'a4')).toBe(true);
  expect(takeAll(queue)).toEqual(['b1', 'a2', 'a4']);
});
