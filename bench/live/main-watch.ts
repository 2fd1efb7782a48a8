import type { ElectronApplication } from '@playwright/test';
import type { IntervalHistogram } from 'node:perf_hooks';

export interface MainFigures {
  /** How late a timer of a millisecond was, ms. */
  readonly lateP99: number;
  readonly lateMost: number;
  readonly residentBytes: number;
  /** Of one processor. */
  readonly share: number;
}

/** What is kept in main's global object between two evaluations. */
interface Kept {
  readonly delays: IntervalHistogram;
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
        cpuBefore: process.cpuUsage(),
        since: performance.now(),
      };
      Object.assign(globalThis, { benchWatch: kept });
    });
    return new MainWatch(app);
  }

  /** What is measured begins now. */
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
      const { delays, cpuBefore, since } = benchWatch;
      const { user, system } = process.cpuUsage(cpuBefore);
      return {
        // The millisecond itself is not late.
        lateP99: delays.percentile(99) / 1e6 - 1,
        lateMost: delays.max / 1e6 - 1,
        residentBytes: process.memoryUsage.rss(),
        share: (user + system) / 1000 / (performance.now() - since),
      };
    });
  }
}
