import type { ElectronApplication } from '@playwright/test';

export interface MainFigures {
  /** How late a timer of a millisecond was, ms. */
  readonly lateP99: number;
  readonly lateMost: number;
  /** Resident memory, against before the connection. */
  readonly grownBytes: number;
  /** Of one processor. */
  readonly share: number;
}

/** What is kept in main's global object between two evaluations. */
interface Kept {
  readonly delays: import('node:perf_hooks').IntervalHistogram;
  readonly residentBefore: number;
  cpuBefore: NodeJS.CpuUsage;
  since: number;
}

/** Watches the app's main process from inside. */
export class MainWatch {
  readonly #app: ElectronApplication;

  private constructor(app: ElectronApplication) {
    this.#app = app;
  }

  static async begin(app: ElectronApplication): Promise<MainWatch> {
    await app.evaluate(() => {
      const delays = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 1 });
      delays.enable();
      const kept: Kept = {
        delays,
        residentBefore: process.memoryUsage.rss(),
        cpuBefore: process.cpuUsage(),
        since: performance.now(),
      };
      Object.assign(globalThis, { benchWatch: kept });
    });
    return new MainWatch(app);
  }

  /** What is measured begins now; but memory. */
  async reset(): Promise<void> {
    await this.#app.evaluate(() => {
      const { benchWatch } = globalThis as unknown as { benchWatch: Kept };
      benchWatch.delays.reset();
      benchWatch.cpuBefore = process.cpuUsage();
      benchWatch.since = performance.now();
    });
  }

  read(): Promise<MainFigures> {
    return this.#app.evaluate(() => {
      const { benchWatch } = globalThis as unknown as { benchWatch: Kept };
      const { delays, residentBefore, cpuBefore, since } = benchWatch;
      const { user, system } = process.cpuUsage(cpuBefore);
      return {
        // The millisecond itself is not late.
        lateP99: delays.percentile(99) / 1e6 - 1,
        lateMost: delays.max / 1e6 - 1,
        grownBytes: process.memoryUsage.rss() - residentBefore,
        share: (user + system) / 1000 / (performance.now() - since),
      };
    });
  }
}
