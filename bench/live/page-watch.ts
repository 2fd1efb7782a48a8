import type { CDPSession, Page } from '@playwright/test';

export interface PageFigures {
  /** Between one frame and the next, ms. */
  readonly frames: readonly number[];
  /** From a key press to the frame that shows it, ms. */
  readonly keys: readonly number[];
  readonly heapMost: number;
}

/** What is kept in the page. */
interface Kept {
  frames: number[];
  keys: number[];
}

/** Watches the page from inside. */
export class PageWatch {
  readonly #page: Page;
  readonly #session: CDPSession;
  #heapMost = 0;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async begin(page: Page): Promise<PageWatch> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    await page.evaluate(() => {
      const kept: Kept = { frames: [], keys: [] };
      Object.assign(window, { benchWatch: kept });
      let last = performance.now();
      const frame = (): void => {
        const now = performance.now();
        kept.frames.push(now - last);
        last = now;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
      // What is posted in a frame comes after it has been painted.
      const { port1, port2 } = new MessageChannel();
      let pressedAt: number[] = [];
      port1.addEventListener('message', () => {
        kept.keys.push(...pressedAt.map((at) => performance.now() - at));
        pressedAt = [];
      });
      port1.start();
      const pressed = (event: KeyboardEvent): void => {
        requestAnimationFrame(() => {
          pressedAt.push(event.timeStamp);
          port2.postMessage(null);
        });
      };
      window.addEventListener('keydown', pressed, { capture: true });
    });
    return new PageWatch(page, session);
  }

  /** What is measured begins now. */
  async reset(): Promise<void> {
    this.#heapMost = 0;
    await this.#page.evaluate(() => {
      const { benchWatch } = window as unknown as { benchWatch: Kept };
      benchWatch.frames = [];
      benchWatch.keys = [];
    });
  }

  async sampleHeap(): Promise<void> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    const used = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
    this.#heapMost = Math.max(this.#heapMost, used);
  }

  async read(): Promise<PageFigures> {
    const { frames, keys } = await this.#page.evaluate(() => (window as unknown as { benchWatch: Kept }).benchWatch);
    return { frames, keys, heapMost: this.#heapMost };
  }
}
