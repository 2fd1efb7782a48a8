import { measure, type Result } from './figure.ts';
import type { TransferFiles } from './transfer-files.ts';
import { measureTransferMemory, type TransferSide } from './transfer-memory.ts';
import { transfers, type Transfer, type TransferKind } from './transfers.ts';

const sizeBytes = 4 * 1024 ** 3;
const warmUpBytes = 64 * 1024 ** 2;

export interface TransferFigure {
  readonly name: string;
  readonly kind: 'receive' | 'send';
  /** `ws:` for TCP, `wss:` for TLS. */
  readonly origin: string;
  readonly peers: readonly [BoundedPeer, ...BoundedPeer[]];
  /** Timed runs of each side; they are long. */
  readonly runs: number;
  /** Whether to measure memory too. */
  readonly watchesMemory: boolean;
}

interface BoundedPeer extends TransferSide {
  readonly bound: number;
}

/** One message of 4 GiB into or out of a file: how fast against each peer; and how much memory, beside the first. */
export async function measureTransfer(figure: TransferFigure, files: TransferFiles): Promise<Result[]> {
  const { name, kind, origin, peers, runs, watchesMemory } = figure;
  const transferOf = async (size: number): Promise<Transfer> => {
    return { origin, file: kind === 'send' ? await files.source(size) : files.target, sizeBytes: size };
  };
  const [whole, short] = [await transferOf(sizeBytes), await transferOf(warmUpBytes)];
  const kinds: TransferKind[] = [kind, ...peers.map((peer) => peer.kind)];
  const speeds = await measure({
    name,
    unit: 'MB/s',
    amount: sizeBytes / 1e6,
    run: () => transfers[kind](whole),
    peers: peers.map((peer) => ({ name: peer.name, bound: peer.bound, run: () => transfers[peer.kind](whole) })),
    runs,
    warmUp: async () => {
      for (const each of kinds) await transfers[each](short);
    },
    // A file that is there already would be emptied in the time of the run.
    prepare: () => files.removeTarget(),
  });
  if (!watchesMemory) return speeds;
  await files.removeTarget();
  return [...speeds, await measureTransferMemory(name, whole, kind, peers[0])];
}
