import { app } from 'electron';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Result } from './figure.ts';
import type { Transfer, TransferKind } from './transfers.ts';

export interface TransferSide {
  readonly kind: TransferKind;
  readonly name: string;
}

/** The most a transfer adds to the resident memory of a process of its own, which does nothing else and has not before. */
export async function measureTransferMemory(
  name: string,
  transfer: Transfer,
  kind: TransferKind,
  peer: TransferSide,
): Promise<Result> {
  const value = await inOwnProcess(kind, transfer);
  const peerValue = await inOwnProcess(peer.kind, transfer);
  return {
    name: `memory for ${name}`,
    value,
    unit: 'MiB',
    peer: peer.name,
    peerValue,
    ratio: value / peerValue,
    bound: 48,
    boundOn: 'value',
    isLessBetter: true,
  };
}

/** @returns MiB */
async function inOwnProcess(kind: TransferKind, { origin, file, sizeBytes }: Transfer): Promise<number> {
  const child = fork(`${app.getAppPath()}/main.js`, ['--bench-transfer', kind, origin, file, String(sizeBytes)], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    execArgv: ['--expose-gc'],
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the process of ${kind} ended without a figure`);
  });
  const [mebibytes] = (await Promise.race([once(child, 'message'), ended])) as [number];
  if (child.exitCode === null) await once(child, 'exit');
  return mebibytes;
}
