import { expect, test } from 'vitest';
import { Journal, type JournalRecord } from './journal.ts';

const opened = (port: number): JournalRecord => ({ host: 'a.test', port, phase: 'tcp', outcome: { kind: 'opened' } });

test('entries are numbered and dated, and kept in order', () => {
  const journal = new Journal();
  const before = Date.now();
  journal.record(opened(1));
  journal.record({ ...opened(2), outcome: { kind: 'refused' }, phase: 'policy' });
  const { entries, droppedCount } = journal.state;
  expect(droppedCount).toBe(0);
  expect(entries).toMatchObject([
    { number: 1, host: 'a.test', port: 1, phase: 'tcp', outcome: { kind: 'opened' } },
    { number: 2, port: 2, phase: 'policy', outcome: { kind: 'refused' } },
  ]);
  for (const { time } of entries) {
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThanOrEqual(Date.now());
  }
});

test.each([1, 2, 3, 7])('a journal of %i keeps the newest and counts the rest', (capacity) => {
  const journal = new Journal(capacity);
  for (let count = 1; count <= 20; count += 1) {
    journal.record(opened(count));
    const { entries, droppedCount } = journal.state;
    const kept = Math.min(count, capacity);
    expect(droppedCount).toBe(count - kept);
    expect(entries.map(({ number }) => number)).toEqual(Array.from({ length: kept }, (_, i) => count - kept + 1 + i));
  }
});

test('a listener hears of every entry until it is undone', () => {
  const journal = new Journal(1);
  const heard: number[] = [];
  const undo = journal.onRecorded(({ number }) => heard.push(number));
  journal.record(opened(1));
  journal.record(opened(2));
  undo();
  journal.record(opened(3));
  expect(heard).toEqual([1, 2]);
});

test('what was cleared is gone, and numbers and capacity go on', () => {
  const journal = new Journal(2);
  for (let count = 1; count <= 3; count += 1) journal.record(opened(count));
  journal.clear();
  expect(journal.state).toEqual({ entries: [], droppedCount: 0 });
  for (let count = 4; count <= 6; count += 1) journal.record(opened(count));
  const { entries, droppedCount } = journal.state;
  expect(entries.map(({ number }) => number)).toEqual([5, 6]);
  expect(droppedCount).toBe(1);
});
