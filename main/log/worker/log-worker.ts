import { parentPort, workerData } from 'node:worker_threads';
import { toErrorInfo } from '../../../contract/errors.ts';
import { emptyExtent, type Extent } from '../extent.ts';
import { LogFolder, type LogHead } from '../log-folder.ts';
import { LogReader } from '../log-reader.ts';
import { exportLog } from './export-job.ts';
import { filter } from './filter-job.ts';
import { importLogs } from './import-job.ts';
import {
  Pulse,
  PulseState,
  rowLowBits,
  type ExtentNews,
  type JobName,
  type JobNews,
  type Jobs,
  type JobSetup,
  type JobSource,
} from './job.ts';
import { summary } from './summary-job.ts';

/** What a job works with. */
export interface JobContext<Name extends JobName> {
  readonly reader: LogReader;
  /** What the log is of. */
  readonly head: LogHead;
  readonly input: Jobs[Name]['input'];
  /** Tells how far it is. @param moved what is not copied, and gone here */
  readonly report: (report: Jobs[Name]['report'], moved?: readonly ArrayBuffer[]) => void;
  /** To be called every few seconds while it works, or the thread is taken for stuck. */
  readonly step: () => void;
  /** Waits for something that takes its time, such as a slow disk, and is not taken for stuck meanwhile. */
  readonly waitFor: <Value>(work: Promise<Value>) => Promise<Value>;
  /** What comes now, until the next `step`, could take for ever: the thread is ended after 2 s of it. */
  readonly watch: (row: number) => void;
  /**
   * Waits at most so long until the log has grown past the extent of the reader, which has the new one then. 0 only looks.
   *
   * @returns whether it has
   */
  readonly grown: (waitMs: number) => Promise<boolean>;
}

type Job<Name extends JobName> = (context: JobContext<Name>) => Promise<Jobs[Name]['result']> | Jobs[Name]['result'];

/** Every job by its name. */
const jobs: { readonly [Name in JobName]: Job<Name> } = { filter, summary, export: exportLog, import: importLogs };

const setup = workerData as JobSetup; // given by log-job.ts
const port = parentPort;

async function run<Name extends JobName>({ name, source, input, pulse }: JobSetup<Name>): Promise<void> {
  const tell = (news: JobNews<Name>, moved: readonly ArrayBuffer[] = []): void => port?.postMessage(news, moved);
  const { folder, extent } = await sourceOf(source);
  const reader = new LogReader(folder, extent);
  let latest = extent;
  let wake = (): void => undefined;
  port?.on('message', ({ extent }: ExtentNews) => {
    latest = extent;
    wake();
  });
  const waitFor = async <Value>(work: Promise<Value>): Promise<Value> => {
    Atomics.store(pulse, Pulse.state, PulseState.idle);
    try {
      return await work;
    } finally {
      Atomics.add(pulse, Pulse.steps, 1);
      Atomics.store(pulse, Pulse.state, PulseState.working);
    }
  };
  try {
    Atomics.store(pulse, Pulse.state, PulseState.working);
    const result = await jobs[name]({
      reader,
      head: folder.head,
      input,
      report: (report, moved) => tell({ kind: 'report', report }, moved),
      waitFor,
      step: () => {
        Atomics.store(pulse, Pulse.state, PulseState.working);
        Atomics.add(pulse, Pulse.steps, 1);
      },
      watch: (row) => {
        Atomics.store(pulse, Pulse.rowLow, row % rowLowBits);
        Atomics.store(pulse, Pulse.rowHigh, Math.floor(row / rowLowBits));
        Atomics.store(pulse, Pulse.state, PulseState.watched);
        Atomics.add(pulse, Pulse.steps, 1);
      },
      grown: async (waitMs) => {
        Atomics.store(pulse, Pulse.state, PulseState.idle);
        if (waitMs === 0) await new Promise<void>((resolve) => setImmediate(resolve));
        else if (latest === reader.extent) {
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, waitMs);
            wake = () => {
              clearTimeout(timer);
              resolve();
            };
          });
        }
        Atomics.store(pulse, Pulse.state, PulseState.working);
        const hasGrown = latest !== reader.extent;
        reader.extent = latest;
        return hasGrown;
      },
    });
    tell({ kind: 'done', result });
  } catch (error) {
    tell({ kind: 'failed', error: toErrorInfo(error) });
  } finally {
    Atomics.store(pulse, Pulse.state, PulseState.idle);
    reader.close();
    port?.close();
  }
}

/** A job that is about no log is given an empty one. */
async function sourceOf(source: JobSource | undefined): Promise<{ folder: LogFolder; extent: Extent }> {
  if (source !== undefined) return { folder: await LogFolder.open(source.folder), extent: source.extent };
  const head = { url: '', socket: 'message', page: '', startedAt: 0, segmentBytes: 0, isPrivate: true } as const;
  return { folder: LogFolder.begin('', { ...head, version: 1, session: 0 }), extent: emptyExtent };
}

void run(setup);
