/** What a figure is compared with in the same run. */
export interface Peer {
  readonly name: string;
  /** The smallest ratio to this peer that is good enough; none where it is only watched. */
  readonly bound?: number;
  readonly run: () => Promise<void>;
}

/** Something measured against its peers in the same run. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  /** Amount of `unit` per second is amount / seconds, in the same scale for all. */
  readonly amount: number;
  /** One run; resolves when the work is done. */
  readonly run: () => Promise<void>;
  readonly peers: readonly Peer[];
  /** Timed runs of each side. Default: 5 */
  readonly runs?: number;
  /** What comes before the timed runs. Default: a run of each side */
  readonly warmUp?: () => Promise<void>;
  /** Comes before every timed run and is not timed. */
  readonly prepare?: () => Promise<void>;
  /** Comes after every run of ours and is not timed: throws when the work was not done. */
  readonly check?: () => Promise<void>;
}

export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** None where the value is good or bad by itself. */
  readonly peer: string | null;
  readonly peerValue: number | null;
  /** Median of the ratios of neighbouring runs; above 1 means faster than the peer. */
  readonly ratio: number | null;
  readonly bound: number | null;
  /** What the bound holds for: the ratio, or the value itself, in its unit. Default: the ratio */
  readonly boundOn?: 'ratio' | 'value';
  /** A time or a size: at most the bound. Default: a rate, at least the bound. */
  readonly isLessBetter?: boolean;
}

/** A time or a size without a peer. @param bound at most this; null where it is only watched */
export function alone(name: string, value: number, unit: string, bound: number | null): Result {
  return { name, value, unit, peer: null, peerValue: null, ratio: null, bound, boundOn: 'value', isLessBetter: true };
}

/** As {@link alone}, beside what the same was before the work began: what the machine was busy with besides. */
export function against(before: number, result: Result): Result {
  return { ...result, peer: 'before', peerValue: before, ratio: result.value / before };
}

/** Runs in turn, ours and the peers', so that a machine that slows down slows all. @returns one result for each peer */
export async function measure({ runs = 5, ...figure }: Figure): Promise<Result[]> {
  const sides = [figure.run, ...figure.peers.map((peer) => peer.run)];
  if (figure.warmUp === undefined) for (const side of sides) await side();
  else await figure.warmUp();
  await figure.check?.();
  const times: number[][] = sides.map(() => []);
  for (let run = 0; run < runs; run += 1) {
    for (const [index, side] of sides.entries()) {
      await figure.prepare?.();
      times[index]?.push(await seconds(side));
      if (index === 0) await figure.check?.();
    }
  }
  const [ours = [], ...peersTimes] = times;
  return figure.peers.map((peer, index) => {
    const peerTimes = peersTimes[index] ?? [];
    return {
      name: figure.name,
      value: figure.amount / median(ours),
      unit: figure.unit,
      peer: peer.name,
      peerValue: figure.amount / median(peerTimes),
      ratio: median(ours.map((own, run) => (peerTimes[run] ?? own) / own)),
      bound: peer.bound ?? null,
    };
  });
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** @param fraction 0.95 for the value that 95 of 100 do not pass */
export function percentile(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * fraction)] ?? Number.NaN;
}
