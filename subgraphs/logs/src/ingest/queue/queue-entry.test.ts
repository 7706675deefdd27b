import { buildEvents } from '../correlation/build-events';
import { QueueEntry, type SavedQueueEntry } from './queue-entry';

it('is taken up as an earlier release has saved it, with all that it knew', () => {
  const entry = new QueueEntry('mx1', 'ABCDEF1', new Date(0));
  entry.addDelivery(new Date(1000), {
    kind: 'delivery',
    queueId: 'ABCDEF1',
    agent: 'lmtp',
    recipient: 'anna@example.test',
    originalRecipient: null,
    relay: null,
    delaySeconds: 1,
    enhancedStatusCode: '4.2.2',
    outcome: 'deferred',
    reply: 'full',
  });
  const NEWER: unknown[] = ['handedTo', 'originalQueueId', 'isToBeRetold', 'givenOut'];
  const saved = JSON.parse(
    JSON.stringify(entry, (key, value: unknown) => (NEWER.includes(key) ? undefined : value)),
  ) as SavedQueueEntry;
  expect(buildEvents(QueueEntry.restore(saved))).toEqual(buildEvents(entry));
});

it('knows after a restart what has been given out, and to whom it was handed', () => {
  const entry = new QueueEntry('mx1', 'ABCDEF1', new Date(0));
  entry.addRefusal(new Date(1000), {
    kind: 'refusal',
    queueId: 'ABCDEF1',
    action: 'reject',
    isWholeMessage: false,
    clientAddress: '192.0.2.9',
    enhancedStatusCode: '5.1.1',
    isTemporary: false,
    reply: '550 5.1.1 no',
    sender: null,
    recipient: 'anna@example.test',
  });
  entry.handedTo.add('BBBBBB2');
  expect(buildEvents(entry)).toHaveLength(1);
  const restored = QueueEntry.restore(JSON.parse(JSON.stringify(entry)) as SavedQueueEntry);
  expect(buildEvents(restored)).toEqual([]);
  expect(restored.handedTo).toEqual(new Set(['BBBBBB2']));
});
