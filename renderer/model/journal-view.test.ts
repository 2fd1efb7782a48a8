import { expect, test, vi } from 'vitest';
import type { CommandInput } from '../../contract/commands.ts';
import type { JournalEntry } from '../../contract/network-journal.ts';
import { createClient } from './client.ts';
import { JournalView } from './journal-view.ts';
import { ScriptedBridge } from './scripted-bridge.ts';

function entry(number: number, host = 'localhost'): JournalEntry {
  return { number, time: 0, host, port: 80, phase: 'tcp', outcome: { kind: 'opened' } };
}

function journalOf(entries: JournalEntry[]) {
  const bridge = new ScriptedBridge({
    'journal.read': ({ from, count, filter }: CommandInput<'journal.read'>) => {
      const matching = entries.filter(({ host }) => host.includes(filter.text));
      return {
        entries: matching.slice(from, from + count),
        matchCount: matching.length,
        entryCount: entries.length,
        droppedCount: 0,
      };
    },
  });
  const journal = new JournalView(createClient(bridge));
  return { bridge, journal, state: () => journal.store.getState() };
}

test('only the part that is shown is asked for, and what comes is read when main tells of it', async () => {
  const entries = Array.from({ length: 1000 }, (_, index) => entry(index + 1));
  const { bridge, journal, state } = journalOf(entries);
  const stop = journal.start();
  await vi.waitFor(() => expect(state().matchCount).toBe(1000));
  expect(state().entries.length).toBeLessThan(200);
  expect(journal.entryAt(900)).toBeUndefined();
  journal.show(900, 920);
  await vi.waitFor(() => expect(journal.entryAt(900)?.number).toBe(901));
  expect(journal.entryAt(919)?.number).toBe(920);
  const asked = bridge.inputsOf('journal.read').length;
  journal.show(905, 925);
  expect(bridge.inputsOf('journal.read')).toHaveLength(asked);
  entries.push(entry(1001));
  bridge.emit('journal.changed', {});
  await vi.waitFor(() => expect(state().entryCount).toBe(1001));
  stop();
  expect(bridge.listenerCount).toBe(0);
});

test('readings that are asked for while one is under way become one, with the newest filter', async () => {
  const { bridge, journal, state } = journalOf([entry(1, 'one'), entry(2, 'two')]);
  journal.start();
  journal.setFilter({ text: 't' });
  journal.setFilter({ text: 'tw' });
  journal.setFilter({ text: 'two' });
  await vi.waitFor(() => expect(state().matchCount).toBe(1));
  expect(journal.entryAt(0)?.host).toBe('two');
  expect(bridge.inputsOf('journal.read')).toHaveLength(2);
});
