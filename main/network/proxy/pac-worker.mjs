// @ts-check
// Runs a PAC script in a thread of its own, which can be ended at any time; JavaScript, as a thread starts from a file.
import { networkInterfaces } from 'node:os';
import { isIPv4 } from 'node:net';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { sandbox } from 'pac-resolver';
import { QuickJS } from 'quickjs-wasi';

/** @typedef {import('./pac-engine.ts').PacSetup} PacSetup */
/** @typedef {import('./pac-engine.ts').PacQuestion} PacQuestion */
/** @typedef {import('./pac-engine.ts').PacOutcome} PacOutcome */

/** How much memory a script may take, in bytes. */
const memoryLimit = 32 * 1024 * 1024;

const { script, port, flag } = /** @type {PacSetup} */ (workerData);

/**
 * Waits for the addresses of a name. The script has no other way out, and is told IPv4 only, as PAC knows nothing else.
 *
 * @param {unknown} name
 * @returns {string | null}
 */
function addressOf(name) {
  port.postMessage(String(name));
  Atomics.wait(flag, 0, 0);
  Atomics.store(flag, 0, 0);
  /** @type {readonly string[]} */
  const answers = receiveMessageOnPort(port)?.message ?? [];
  return answers.find((answer) => isIPv4(answer)) ?? null;
}

/**
 * The library's functions of PAC, but for those that would go past us: to the system's resolver, and to a server on the
 * internet to learn this machine's address.
 *
 * @type {Record<string, (...values: any[]) => unknown>}
 */
const functions = {
  ...sandbox,
  alert: () => undefined,
  dnsResolve: addressOf,
  isResolvable: (name) => addressOf(name) !== null,
  isInNet: (name, pattern, netmask) => isInNet(addressOf(name), String(pattern), String(netmask)),
  myIpAddress: ownAddress,
};

/**
 * @param {string | null} address
 * @param {string} pattern
 * @param {string} netmask
 */
function isInNet(address, pattern, netmask) {
  if (address === null || !isIPv4(pattern) || !isIPv4(netmask)) return false;
  return (numberOf(address) & numberOf(netmask)) === (numberOf(pattern) & numberOf(netmask));
}

/** @param {string} address */
function numberOf(address) {
  return address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}

/** @returns {string} */
function ownAddress() {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

async function makeEngine() {
  const vm = await QuickJS.create({ memoryLimit });
  for (const [name, run] of Object.entries(functions)) {
    const handle = vm.newFunction(name, (...values) => vm.hostToHandle(run(...values.map((value) => vm.dump(value)))));
    vm.setProp(vm.global, name, handle);
  }
  return vm;
}

/** @param {PacOutcome} outcome */
function say(outcome) {
  parentPort?.postMessage(outcome);
}

const vm = await makeEngine();
let isLoaded = false;

/** @param {PacQuestion} question */
function answer({ url, host }) {
  try {
    if (!isLoaded) vm.evalCode(script, 'proxy.pac').dispose();
    isLoaded = true;
    const call = `String(FindProxyForURL(${JSON.stringify(url)}, ${JSON.stringify(host)}) ?? '')`;
    say({ kind: 'answer', text: vm.evalCode(call, 'call').consume((text) => text.toString()) });
  } catch (error) {
    say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

parentPort?.on('message', answer);
say({ kind: 'ready' });
