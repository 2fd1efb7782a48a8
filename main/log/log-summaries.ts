import { failure, toErrorInfo, type ErrorInfo } from '../../contract/errors.ts';
import type { SummaryState } from '../../contract/log-summary.ts';
import type { SessionId } from '../../contract/sessions.ts';
import { emptyExtent, type Extent } from './extent.ts';
import type { LogStore } from './log-store.ts';
import type { SessionLog } from './session-log.ts';
import type { Jobs } from './worker/job.ts';
import { LogJob } from './worker/log-job.ts';

export interface LogSummariesOptions {
  readonly logs: LogStore;
  /** The file that threads start from. */
  readonly worker: URL;
  /** A summary has other figures. At most twice a second, for each. */
  readonly changed: (session: SessionId) => void;
}

/** Threads at a time. A page looks at one log; a page that leaves some open has them closed for it. */
const openLimit = 4;

/** How often a thread hears of new rows. */
const lookMs = 500;

/** What the logs that a page looks at come to. Each is a thread that follows its log. */
export class LogSummaries {
  readonly #options: LogSummariesOptions;
  /** In the order in which they were opened. */
  readonly #open = new Map<SessionId, OpenSummary>();
  /** Those that are being opened, and were not closed meanwhile. */
  readonly #wanted = new Set<SessionId>();

  constructor(options: LogSummariesOptions) {
    this.#options = options;
  }

  /**
   * Begins to read a log; `changed` tells when there are figures. Whoever has opened most others first loses the oldest.
   *
   * @throws DuplexError `not-found`
   */
  async open(session: SessionId): Promise<void> {
    const { logs, worker, changed } = this.#options;
    this.#wanted.add(session);
    let isWanted = false;
    let log: SessionLog;
    try {
      log = await logs.get(session);
      // What is there already is in the first figures.
      await log.flush();
    } finally {
      isWanted = this.#wanted.delete(session);
    }
    if (!isWanted || this.#open.has(session)) return;
    const folder = logs.folderOf(session).path;
    this.#open.set(
      session,
      new OpenSummary({
        log,
        folder,
        worker,
        changed: () => changed(session),
        // It reads the files, which are not where they were.
        unfollow: logs.follow(session, { flushed: () => undefined, gone: () => this.close(session) }),
      }),
    );
    const [oldest] = this.#open.keys();
    if (this.#open.size > openLimit && oldest !== undefined) this.close(oldest);
  }

  /** The figures as they are now. @throws DuplexError `not-found` where it is not open */
  read(session: SessionId): SummaryState {
    const summary = this.#open.get(session);
    if (summary === undefined) {
      throw failure('not-found', `there is no open summary of a session ${session}`, { field: 'session' });
    }
    const { figures, problem } = summary;
    return { summary: figures && { ...figures, session }, problem };
  }

  close(session: SessionId): void {
    this.#wanted.delete(session);
    this.#open.get(session)?.close();
    this.#open.delete(session);
  }

  /** The page is gone, and whoever looked at them with it. */
  closeAll(): void {
    this.#wanted.clear();
    for (const session of this.#open.keys()) this.close(session);
  }
}

interface OpenSummaryOptions {
  readonly log: SessionLog;
  readonly folder: string;
  readonly worker: URL;
  readonly changed: () => void;
  readonly unfollow: () => void;
}

class OpenSummary {
  /** What the thread told last. */
  figures: Jobs['summary']['report'] | undefined;
  problem: ErrorInfo | undefined;
  readonly #options: OpenSummaryOptions;
  readonly #timer: NodeJS.Timeout;
  #job: LogJob<'summary'> | undefined;
  #extent: Extent = emptyExtent;
  #isClosed = false;

  constructor(options: OpenSummaryOptions) {
    this.#options = options;
    // Looked at rather than told with each write of the log: that is ten times a second.
    this.#timer = setInterval(() => this.#look(), lookMs);
    this.#timer.unref();
    this.#look();
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#options.unfollow();
    this.#job?.end();
  }

  #look(): void {
    const { extent } = this.#options.log;
    // A log without a row has no files yet.
    if (extent === this.#extent || extent.rows === 0) return;
    this.#extent = extent;
    if (this.#job === undefined) this.#job = this.#start(extent);
    else this.#job.grow(extent);
  }

  #start(extent: Extent): LogJob<'summary'> {
    const { folder, worker, changed } = this.#options;
    const job = new LogJob('summary', {
      worker,
      source: { folder, extent },
      input: {},
      onReport: (figures) => {
        this.figures = figures;
        changed();
      },
    });
    job.result.catch((error: unknown) => {
      clearInterval(this.#timer);
      if (this.#isClosed) return;
      this.problem = toErrorInfo(error);
      changed();
    });
    return job;
  }
}
