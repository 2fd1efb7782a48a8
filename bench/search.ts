import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultLogSettings } from '../contract/log.ts';
import type { ContentFilter, LogViewState } from '../contract/log-search.ts';
import { RowDirection, RowKind } from '../contract/rows.ts';
import { LogStore } from '../main/log/log-store.ts';
import { LogViews } from '../main/log/log-views.ts';
import { measure, median, type Figure, type Result } from './figure.ts';

export const searchName = 'search in 1 GiB of 1 KiB texts';

const messageBytes = 1024;
const messages = 1024 * 1024;

/** One message in so many has it. */
const needleEvery = 100_000;
const needle = 'needle in a haystack';

/** Whole scans, each against `grep -c` over one file of the same bytes, and how soon the first row is there. */
export async function measureSearch(): Promise<Result[]> {
  const folder = await mkdtemp(join(tmpdir(), 'duplex-bench-search-'));
  const logs = await LogStore.open(folder, {
    ...defaultLogSettings,
    sessionLimitBytes: 2 ** 32,
    totalLimitBytes: 2 ** 33,
  });
  try {
    const file = join(folder, 'plain');
    const session = await fill(logs, file);
    const figures = [
      scan('literal text', { kind: 'text', text: needle, matchCase: true }, ['-F', needle], 500),
      scan('literal text in whatever case', { kind: 'text', text: needle, matchCase: false }, ['-iF', needle]),
      scan('a literal regular expression', { kind: 'regex', pattern: needle, matchCase: true }, [needle], 500),
      scan('a regular expression', { kind: 'regex', pattern: 'need\\w+ in [a-c] hay(stack|loft)', matchCase: true }, [
        '-E',
        'need\\w+ in [a-c] hay(stack|loft)',
      ]),
    ];
    const results: Result[] = [];
    for (const { name, content, grep, bound } of figures) {
      const figure: Figure = {
        name: `${searchName}: ${name}`,
        unit: 'MB/s',
        amount: (messages * messageBytes) / 1e6,
        run: async () => expectFound((await search(logs, session, content)).length),
        peers: [{ name: 'grep -c', run: async () => expectFound(await grepCount(grep, file)) }],
        runs: 3,
      };
      const [result] = await measure(figure);
      if (result !== undefined) results.push({ ...result, bound, boundOn: 'value' });
    }
    return [...results, await firstHit(logs, session)];
  } finally {
    await logs.close();
    await rm(folder, { recursive: true });
  }
}

interface Scan {
  readonly name: string;
  readonly content: ContentFilter;
  /** What grep is given for the same. */
  readonly grep: readonly string[];
  readonly bound: number | null;
}

function scan(name: string, content: ContentFilter, grep: readonly string[], bound: number | null = null): Scan {
  return { name, content, grep, bound };
}

/** Writes the log, and the same messages as the lines of a file. */
async function fill(logs: LogStore, file: string): Promise<number> {
  const { session, log } = await logs.create({ url: '', socket: 'message', page: 'bench', startedAt: Date.now() });
  const plain = await open(file, 'w');
  const words = '{"id":12345,"symbol":"DPLX","price":101.25,"side":"Buy","note":"The quick brown fox needs nothing"} ';
  const line = Buffer.from(words.repeat(11).slice(0, messageBytes));
  const marked = Buffer.from(line);
  marked.write(needle, 500);
  const lines = Buffer.alloc(messageBytes * 1024);
  for (let row = 0; row < messages; row += 1) {
    const payload = row % needleEvery === needleEvery - 1 ? marked : line;
    log.append({ direction: RowDirection.received, kind: RowKind.utf8, payload });
    payload.copy(lines, (row % 1024) * messageBytes);
    lines[((row % 1024) + 1) * messageBytes - 1] = 10;
    if (row % 1024 !== 1023) continue;
    await plain.write(lines);
    await log.flush();
  }
  await plain.close();
  await logs.end(session);
  if ((await stat(file)).size !== messages * messageBytes) throw new Error('the file is not as long as it should be');
  return session;
}

/** @param isDone default: when every row was looked at */
async function search(
  logs: LogStore,
  session: number,
  content: ContentFilter,
  isDone: (state: LogViewState) => boolean = ({ isScanning, scannedRows }) => !isScanning && scannedRows > 0,
): Promise<LogViewState> {
  let views: LogViews | undefined;
  try {
    return await new Promise((resolve, reject) => {
      views = new LogViews(logs, new URL('./log-worker.js', import.meta.url), ({ state }) => {
        if (state.error !== undefined) reject(new Error(state.error.message));
        else if (isDone(state)) resolve(state);
      });
      views.open({ session, filter: { content } }).catch(reject);
    });
  } finally {
    views?.closeAll();
  }
}

async function firstHit(logs: LogStore, session: number): Promise<Result> {
  const content: ContentFilter = { kind: 'regex', pattern: 'need\\w+ in [a-c] hay(stack|loft)', matchCase: true };
  const times: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const startedAt = performance.now();
    await search(logs, session, content, ({ length }) => length > 0);
    times.push(performance.now() - startedAt);
  }
  return {
    name: `${searchName}: the first of ${Math.floor(messages / needleEvery)} rows by a regular expression`,
    value: median(times),
    unit: 'ms',
    peer: 'limit',
    peerValue: 1000,
    ratio: median(times) / 1000,
    bound: 1000,
    boundOn: 'value',
    isLessBetter: true,
  };
}

async function grepCount(options: readonly string[], file: string): Promise<number> {
  const grep = spawn('grep', ['-c', ...options, file], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  let output = '';
  grep.stdout.on('data', (part: Buffer) => (output += part.toString()));
  await once(grep, 'close');
  return Number(output);
}

function expectFound(count: number): void {
  const expected = Math.floor(messages / needleEvery);
  if (count !== expected) throw new Error(`${count} rows were found, and not ${expected}`);
}
