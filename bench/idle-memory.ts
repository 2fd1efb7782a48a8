import { app } from 'electron';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { median, type Result } from './figure.ts';

const turns = 3;

export const idleMemoryName = 'memory of an idle connection, of 1000';

/** Resident memory of a connection that does nothing, against `ws`: each side in processes of its own, in turn. */
export async function measureIdleMemory(url: string): Promise<Result> {
  const ours: number[] = [];
  const peers: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    ours.push(await inOwnProcess('ours', url));
    peers.push(await inOwnProcess('ws', url));
  }
  const [value, peerValue] = [median(ours), median(peers)];
  return {
    name: idleMemoryName,
    value,
    unit: 'KiB',
    peer: 'ws',
    peerValue,
    ratio: value / peerValue,
    bound: 0.7,
    isLessBetter: true,
  };
}

/** @returns KiB for each connection */
async function inOwnProcess(kind: 'ours' | 'ws', url: string): Promise<number> {
  const child = fork(`${app.getAppPath()}/main.js`, ['--bench-idle', kind, url], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    execArgv: ['--expose-gc'],
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the ${kind} process ended without a figure`);
  });
  const [kib] = (await Promise.race([once(child, 'message'), ended])) as [number];
  if (child.exitCode === null) await once(child, 'exit');
  return kib;
}
