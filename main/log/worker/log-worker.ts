import { parentPort, workerData } from 'node:worker_threads';
import { toErrorInfo } from '../../../contract/errors.ts';
import { emptyExtent, type Extent } from '../extent.ts';
import { LogFolder, type LogHead } from '../log-folder.ts';
import { LogReader } from '../log-reader.ts';
import { exportLog } from './export-job.ts';
import { importLogs } from './import-job.ts';
import type { ExtentNews, JobName, JobNews, Jobs, JobSetup, JobSource } from './job.ts';
import { probe } from './probe-job.ts';
import { summary } from './summary-job.ts';

/** What a job works with. */
export interface JobContext<Name extends JobName> {
  readonly reader: LogReader;
  /** What the log is of. */
  readonly head: LogHead;
  readonly input: Jobs[Name]['input'];
  /** Tells how far it is. @param moved what is not copied, and gone here */
  readonly report: (report: Jobs[Name]['report'], moved?: readonly ArrayBuffer[]) => void;
  /** To be called at least twice a second while it works, or the thread is taken for stuck. */
  readonly step: () => void;
  /** Waits for something that takes its time, such as a slow disk, and is not taken for stuck meanwhile. */
  readonly waitFor: <Value>(work: Promise<Value>) => Promise<Value>;
  /** Waits until the log has grown past the extent of the reader, which has the new one then. */
  readonly grown: () => Promise<void>;
}

type Job<Name extends JobName> = (context: JobContext<Name>) => Promise<Jobs[Name]['result']> | Jobs[Name]['result'];

/** Every job by its name. */
const jobs: { readonly [Name in JobName]: Job<Name> } = { probe, summary, export: exportLog, import: importLogs };

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
    Atomics.store(pulse, 1, 0);
    try {
      return await work;
    } finally {
      Atomics.add(pulse, 0, 1);
      Atomics.store(pulse, 1, 1);
    }
  };
  try {
    Atomics.store(pulse, 1, 1);
    const result = await jobs[name]({
      reader,
      head: folder.head,
      input,
      report: (report, moved) => tell({ kind: 'report', report }, moved),
      step: () => void Atomics.add(pulse, 0, 1),
      waitFor,
      grown: async () => {
        if (latest === reader.extent) await waitFor(new Promise<void>((resolve) => (wake = resolve)));
        reader.extent = latest;
      },
    });
    tell({ kind: 'done', result });
  } catch (error) {
    tell({ kind: 'failed', error: toErrorInfo(error) });
  } finally {
    Atomics.store(pulse, 1, 0);
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
