/** Something measured against its peer in the same run. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  /** Amount of `unit` per second is amount / seconds, in the same scale for both. */
  readonly amount: number;
  readonly peerName: string;
  /** The smallest ratio to the peer that is good enough; none where it is only watched. */
  readonly bound?: number;
  /** One run; resolves when the work is done. */
  readonly run: () => Promise<void>;
  readonly peer: () => Promise<void>;
}

export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly peer: string;
  readonly peerValue: number;
  /** Median of the ratios of neighbouring runs; above 1 means faster than the peer. */
  readonly ratio: number;
  readonly bound: number | null;
  /** A time or a size: the ratio is at most the bound. Default: a rate, at least the bound. */
  readonly isLessBetter?: boolean;
}

/** Runs in turn, ours and the peer's, so that a machine that slows down slows both. */
const runs = 5;

export async function measure(figure: Figure): Promise<Result> {
  await figure.run();
  await figure.peer();
  const ours: number[] = [];
  const peers: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    ours.push(await seconds(figure.run));
    peers.push(await seconds(figure.peer));
  }
  return {
    name: figure.name,
    value: figure.amount / median(ours),
    unit: figure.unit,
    peer: figure.peerName,
    peerValue: figure.amount / median(peers),
    ratio: median(ours.map((own, index) => (peers[index] ?? own) / own)),
    bound: figure.bound ?? null,
  };
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
