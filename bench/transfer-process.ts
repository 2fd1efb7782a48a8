// Makes one transfer in a process of its own and reports how much memory it took: --bench-transfer KIND ORIGIN FILE SIZE.
import { applicationDoor } from '../main/sockets/index.ts';
import { transfers, type TransferKind } from './transfers.ts';

const sampleMs = 50;

const [kind = '', origin = '', file = '', size] = process.argv.slice(process.argv.indexOf('--bench-transfer') + 1);
applicationDoor.policy = { capabilities: new Set(), loopbackExempt: true };
const transfer = transfers[kind as TransferKind]; // given by transfer-memory.ts

globalThis.gc?.();
const before = process.memoryUsage.rss();
let largest = before;
const sample = (): void => void (largest = Math.max(largest, process.memoryUsage.rss()));
const timer = setInterval(sample, sampleMs);
await transfer({ origin, file, sizeBytes: Number(size) });
sample();
clearInterval(timer);
process.send?.((largest - before) / 1024 ** 2, () => process.exit());
