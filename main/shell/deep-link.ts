import { longestLink, type LinkFault, type LinkParameter, type OpenedLink } from '../../contract/deep-link.ts';

/** As much of a link that is refused as is shown. */
const shownLength = 500;

/** So many can wait for the user's yes; what opens more than that means no good. */
const waitingLimit = 5;

/** What a link holds, without its number. */
export type ReadLink = OpenedLink extends infer Link ? (Link extends OpenedLink ? Omit<Link, 'id'> : never) : never;

type Refusal = { readonly fault: LinkFault };

/** Links to the app that were opened elsewhere: each waits for the user's yes, and none connects to anything. */
export class DeepLinks {
  /** Told of each one; who comes later asks for what waits. */
  opened: (link: OpenedLink) => void = () => undefined;
  #waiting: readonly OpenedLink[] = [];
  #nextId = 1;

  get waiting(): readonly OpenedLink[] {
    return this.#waiting;
  }

  /** Opens the link among the arguments of a start, if there is one: the system gives it as an argument of its own. */
  openFrom(argv: readonly string[]): void {
    const link = argv.slice(1).findLast((argument) => /^duplex:/i.test(argument));
    if (link !== undefined) this.open(link);
  }

  open(text: string): void {
    if (this.#waiting.length >= waitingLimit) return;
    // A member of the union with its number.
    const link = { id: this.#nextId, ...readLink(text) } as OpenedLink;
    this.#nextId += 1;
    this.#waiting = [...this.#waiting, link];
    this.opened(link);
  }

  answered(id: number): void {
    this.#waiting = this.#waiting.filter((link) => link.id !== id);
  }
}

/** Reads `duplex://connect?address=ws://…`; anything that is not exactly that is refused, with what is wrong about it. */
export function readLink(text: string): ReadLink {
  const read = parse(text);
  return 'fault' in read ? { kind: 'refused', fault: read.fault, text: text.slice(0, shownLength) } : read;
}

function parse(text: string): Refusal | Extract<ReadLink, { kind: 'connect' }> {
  if (text.length > longestLink) return { fault: 'tooLong' };
  const parts = /^duplex:\/\/([^/?#]*)\/?(?:\?([^#]*))?(?:#.*)?$/is.exec(text);
  if (parts === null) return { fault: 'notReadable' };
  if (parts[1]?.toLowerCase() !== 'connect') return { fault: 'unknownAction' };
  const parameters = [...new URLSearchParams(parts[2] ?? '')].map(([name, value]) => ({ name, value }));
  const [address, another] = parameters.filter(({ name }) => name === 'address');
  if (address === undefined || address.value === '') return { fault: 'noAddress' };
  if (another !== undefined) return { fault: 'severalAddresses' };
  const fault = faultOf(address.value);
  if (fault !== undefined) return { fault };
  const others: LinkParameter[] = parameters.filter(({ name }) => name !== 'address');
  return { kind: 'connect', address: address.value, others };
}

function faultOf(address: string): LinkFault | undefined {
  // The URL parser would drop some of them, so that another address were dialed than is shown.
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  if (/[\u0000-\u0020\u007f-\u009f]/.test(address)) return 'controlCharacters';
  if (!/^wss?:\/\//i.test(address)) return 'wrongScheme';
  if (!URL.canParse(address)) return 'badAddress';
  const { username, password } = new URL(address);
  return username === '' && password === '' && !/^wss?:\/\/[^/?#]*@/i.test(address) ? undefined : 'credentials';
}
