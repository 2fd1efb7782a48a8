import { isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';
import type { Resolve } from '../resolve.ts';

/** How long a script may keep the process busy at a time, in milliseconds: nothing else happens meanwhile. */
const sliceMs = 80;
/** How much memory a script may take, in bytes. */
const memoryLimit = 16 * 1024 * 1024;
/** A longer script is not one, in characters. */
export const scriptLimit = 256 * 1024;

/**
 * Runs `FindProxyForURL` of a PAC script, in a QuickJS of its own that has nothing but the functions of PAC.
 *
 * @param resolve answers the script's look-ups, the only thing it can cause
 * @param signal ends it
 * @returns what the script returned, such as `PROXY a:8080; DIRECT`
 * @throws Error of the script; that it took too long, or too much
 */
export async function evaluatePac(
  script: string,
  { url, host }: { readonly url: string; readonly host: string },
  resolve: Resolve,
  signal: AbortSignal,
): Promise<string> {
  if (script.length > scriptLimit) throw new Error(`it is longer than ${scriptLimit} characters`);
  // Loaded when it is needed, which for most is never.
  const [{ createPacResolver }, { QuickJS }] = await Promise.all([import('pac-resolver'), import('quickjs-wasi')]);
  const vm = await QuickJS.create({ memoryLimit, interruptHandler: sliceLimit() });
  const ended = new AbortController();
  const isOver = AbortSignal.any([signal, ended.signal]);
  try {
    const find = createPacResolver(vm, script, { sandbox: pacFunctions(resolve, isOver) });
    const answer: unknown = await find(url, host);
    if (typeof answer !== 'string') throw new Error(`it returned ${answer === null ? 'null' : typeof answer}`);
    return answer;
  } finally {
    ended.abort();
    vm.dispose();
  }
}

/** True when the script has run for too long without a break. */
function sliceLimit(): () => boolean {
  let startedAt: number | undefined;
  return () => {
    if (startedAt === undefined) {
      startedAt = performance.now();
      // Runs when the script has come to a break.
      queueMicrotask(() => (startedAt = undefined));
    }
    return performance.now() - startedAt > sliceMs;
  };
}

/**
 * The functions of PAC that reach out, in place of the library's: those would ask the system's resolver past ours, and
 * connect to a server on the internet to learn this machine's address. They are async functions, as the library goes by
 * that to tell which of them a script has to wait for.
 */
function pacFunctions(resolve: Resolve, isOver: AbortSignal): Record<string, (...values: never[]) => unknown> {
  const addressOf = async (name: unknown): Promise<string | null> => {
    const answers = await resolve(String(name)).catch(() => []);
    // Nobody listens any more: into an engine that is gone no answer may come.
    if (isOver.aborted) await new Promise<never>(() => undefined);
    return answers.find((answer) => isIPv4(answer)) ?? null;
  };
  return {
    alert: () => undefined,
    dnsResolve: async (name: unknown) => addressOf(name),
    isResolvable: async (name: unknown) => (await addressOf(name)) !== null,
    isInNet: async (name: unknown, pattern: unknown, netmask: unknown) =>
      isInNet(await addressOf(name), String(pattern), String(netmask)),
    myIpAddress: async () => ownAddress(),
  };
}

function isInNet(address: string | null, pattern: string, netmask: string): boolean {
  if (address === null || !isIPv4(pattern) || !isIPv4(netmask)) return false;
  const [one, other, mask] = [address, pattern, netmask].map((text) => ipaddr.IPv4.parse(text).toByteArray());
  return mask?.every((bits, at) => ((one?.[at] ?? 0) & bits) === ((other?.[at] ?? 0) & bits)) === true;
}

function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}
