// Runs the targets in turn. Started by ../fuzz.mjs, which watches that it goes on.
import { parseArgs } from 'node:util';
import { FrameReaderTarget } from './frame-reader-target.ts';
import { MessageInflaterTarget } from './message-inflater-target.ts';
import { Random } from './random.ts';
import { ResponseHeadTarget } from './response-head-target.ts';
import type { FuzzTarget } from './target.ts';

/** Memory is looked at, and a sign of life given, this often. */
const executionsPerSign = 100_000;
/** Executions before memory is first measured: by then all code is compiled. */
const warmUp = 200_000;
/** Live memory after a collection may differ by this much, whatever the number of executions. */
const heapGrowthLimit = 8 * 1024 ** 2;
/** The most that may be held at any time, garbage included. */
const residentGrowthLimit = 128 * 1024 ** 2;

const { values } = parseArgs({
  options: {
    executions: { type: 'string' },
    seed: { type: 'string' },
    only: { type: 'string' },
    seconds: { type: 'string' },
  },
});
const executions = Number(values.executions ?? 10_000_000);
const seed = Number(values.seed ?? 1);
const limitMs = Number(values.seconds ?? 900) * 1000;
const random = new Random();
const targets: readonly FuzzTarget[] = [new FrameReaderTarget(), new ResponseHeadTarget()];
/** Goes through zlib's threads, which takes a hundred times as long: it has one execution of this many. */
const slowTarget = new MessageInflaterTarget();
const slowPeriod = 100;
const outcomes = new Map<string, number>();

/** The execution that is under way. */
let current = -1;
process.once('exit', () => {
  if (current >= 0) say(`FAILED: it does not go on; again with --seed=${seed} --only=${current}`);
});

if (values.only === undefined) await runAll();
else say(await runOne(Number(values.only)));

async function runAll(): Promise<void> {
  // Every refusal is an error, and most of its time went into a stack nobody reads; `--only` has it.
  Error.stackTraceLimit = 0;
  const startedAt = performance.now();
  let [heap, resident, peak] = [0, 0, 0];
  let done = 0;
  while (done < executions && performance.now() - startedAt < limitMs) {
    const running = runOne(done);
    // What is there already is not waited for: that would be a turn of the queue for each.
    const outcome = typeof running === 'string' ? running : await running;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    done += 1;
    if (done === warmUp) [heap, resident] = [collectedHeap(), process.memoryUsage.rss()];
    if (done % executionsPerSign === 0) {
      peak = Math.max(peak, process.memoryUsage.rss());
      process.send?.(done);
    }
  }
  const seconds = (performance.now() - startedAt) / 1000;
  for (const [outcome, count] of [...outcomes].toSorted(([a], [b]) => a.localeCompare(b)))
    say(`  ${outcome}: ${count}`);
  say(`${done} executions in ${seconds.toFixed(1)} s, ${Math.round(done / seconds)}/s, seed ${seed}`);
  if (done > warmUp) checkMemory(collectedHeap() - heap, peak - resident);
  if (done < executions) say(`stopped after ${limitMs / 1000} s, before ${executions} executions`);
}

function runOne(execution: number): string | Promise<string> {
  const target = targetOf(execution);
  random.start(seed, execution);
  current = execution;
  try {
    const outcome = target.execute(random);
    if (typeof outcome !== 'string') return outcome.then((word) => ended(target, word)).catch(failed);
    return ended(target, outcome);
  } catch (error) {
    return failed(error);
  }
}

function targetOf(execution: number): FuzzTarget {
  if (execution % slowPeriod === 0) return slowTarget;
  return targets[execution % targets.length] as FuzzTarget; // an index within
}

function ended({ name }: FuzzTarget, outcome: string): string {
  current = -1;
  return `${name} ${outcome}`;
}

function failed(error: unknown): never {
  say(`FAILED: ${targetOf(current).name}; again with --seed=${seed} --only=${current}`);
  current = -1;
  throw error;
}

function checkMemory(heapGrowth: number, residentGrowth: number): void {
  const inMiB = (bytes: number): string => (bytes / 1024 ** 2).toFixed(1);
  say(`memory: ${inMiB(heapGrowth)} MiB more alive, ${inMiB(residentGrowth)} MiB more resident at the most`);
  if (heapGrowth > heapGrowthLimit || residentGrowth > residentGrowthLimit) throw new Error('memory has grown');
}

function collectedHeap(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
