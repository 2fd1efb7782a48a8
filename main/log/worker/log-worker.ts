import { parentPort, workerData } from 'node:worker_threads';
import { toErrorInfo } from '../../../contract/errors.ts';
import { LogFolder } from '../log-folder.ts';
import { LogReader } from '../log-reader.ts';
import type { ExtentNews, JobName, JobNews, Jobs, JobSetup } from './job.ts';
import { probe } from './probe-job.ts';
import { summary } from './summary-job.ts';

/** What a job works with. */
export interface JobContext<Name extends JobName> {
  readonly reader: LogReader;
  readonly input: Jobs[Name]['input'];
  /** Tells how far it is. @param moved what is not copied, and gone here */
  readonly report: (report: Jobs[Name]['report'], moved?: readonly ArrayBuffer[]) => void;
  /** To be called at least twice a second while it works, or the thread is taken for stuck. */
  readonly step: () => void;
  /** Waits until the log has grown past the extent of the reader, which has the new one then. */
  readonly grown: () => Promise<void>;
}

type Job<Name extends JobName> = (context: JobContext<Name>) => Promise<Jobs[Name]['result']> | Jobs[Name]['result'];

/** Every job by its name. */
const jobs: { readonly [Name in JobName]: Job<Name> } = { probe, summary };

const setup = workerData as JobSetup; // given by log-job.ts
const port = parentPort;

async function run<Name extends JobName>({ name, source, input, pulse }: JobSetup<Name>): Promise<void> {
  const tell = (news: JobNews<Name>, moved: readonly ArrayBuffer[] = []): void => port?.postMessage(news, moved);
  const reader = new LogReader(await LogFolder.open(source.folder), source.extent);
  let latest = source.extent;
  let wake = (): void => undefined;
  port?.on('message', ({ extent }: ExtentNews) => {
    latest = extent;
    wake();
  });
  try {
    Atomics.store(pulse, 1, 1);
    const result = await jobs[name]({
      reader,
      input,
      report: (report, moved) => tell({ kind: 'report', report }, moved),
      step: () => void Atomics.add(pulse, 0, 1),
      grown: async () => {
        Atomics.store(pulse, 1, 0);
        if (latest === reader.extent) await new Promise<void>((resolve) => (wake = resolve));
        reader.extent = latest;
        Atomics.store(pulse, 1, 1);
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

void run(setup);
