import type { FrameError } from '../../../main/wire/frame.ts';
import { MessageInflater, type InflatedSink } from '../../../main/wire/message-inflater.ts';
import { Compressor, type Part } from '../deflate-data.ts';
import { inflateBlocks, tail } from '../inflate.ts';
import type { Random } from './random.ts';
import { inputLimit, mutate, type FuzzTarget } from './target.ts';

const words = ['the ', 'quick ', 'brown ', 'fox\n', '\u{1f600}', '\0'].map((word) => Buffer.from(word));
const strategies = ['default', 'fixed', 'huffman', 'run-length'] as const;
const flushes = ['sync', 'sync', 'full', 'final'] as const;

/** What has to come of messages, one after the other, up to the first that is broken. */
interface Expectation {
  readonly messages: readonly Buffer[];
  /** `cut off`: the data ends inside a block. zlib does not tell, so what comes of it is not looked at. */
  readonly end: 'all' | 'broken' | 'cut off';
}

/** Takes what is inflated, as much at a time as it likes, and checks the order of what it is told. */
class CheckingSink implements InflatedSink {
  readonly messages: Buffer[] = [];
  failure: FrameError | undefined;
  /** Called when a message is there, and when there was a failure. */
  told: () => void = () => undefined;
  readonly #appetite: number;
  readonly #parts: Buffer[] = [];
  #left = -1;

  constructor(appetite: number) {
    this.#appetite = appetite;
  }

  sectionStarted(length: number): void {
    if (this.#left >= 0) throw new Error('a section began inside another');
    this.#left = length;
  }

  sectionPayload(bytes: Buffer, start: number, end: number): number {
    if (start >= end || end > bytes.length || end - start !== this.#left) throw new Error('a span that is none');
    const taken = Math.min(end - start, this.#appetite);
    this.#parts.push(Buffer.from(bytes.subarray(start, start + taken)));
    this.#left -= taken;
    if (this.#left > 0) setImmediate(() => this.told());
    return taken;
  }

  sectionEnded(isMessageEnd: boolean): void {
    if (this.#left !== 0) throw new Error('a section ended early');
    this.#left = -1;
    if (isMessageEnd) this.messages.push(Buffer.concat(this.#parts.splice(0)));
  }

  inflateFailed(error: FrameError): void {
    if (this.failure !== undefined) throw new Error('a second failure');
    this.failure = error;
    this.told();
  }

  inflaterReady(): void {
    this.told();
  }
}

/** DEFLATE data, good and bad, against {@link inflateBlocks}. */
export class MessageInflaterTarget implements FuzzTarget {
  readonly name = 'MessageInflater';

  async execute(random: Random): Promise<string> {
    const noContextTakeover = random.oneIn(3);
    const payloads = makePayloads(random, noContextTakeover);
    const expected = expect(payloads, noContextTakeover);
    const whole = await inflate(payloads, noContextTakeover, inputLimit * 1024, () => inputLimit);
    check(whole, expected);
    const largest = 1 + random.below(24);
    const appetite = random.oneIn(3) ? 16 + random.below(100) : inputLimit * 1024;
    check(await inflate(payloads, noContextTakeover, appetite, () => 1 + random.below(largest)), expected);
    return expected.end;
  }
}

async function inflate(
  payloads: readonly Buffer[],
  serverNoContextTakeover: boolean,
  appetite: number,
  pieceSize: () => number,
): Promise<CheckingSink> {
  const sink = new CheckingSink(appetite);
  const inflater = new MessageInflater(sink, {
    serverNoContextTakeover,
    clientNoContextTakeover: false,
    serverMaxWindowBits: 15,
    clientMaxWindowBits: 15,
  });
  for (const [index, payload] of payloads.entries()) {
    for (let at = 0; at < payload.length && sink.failure === undefined;) {
      const taken = inflater.write(payload, at, Math.min(payload.length, at + pieceSize()));
      if (taken <= 0) throw new Error('no room in an inflater that is not at work');
      at += taken;
      await advanced(inflater, sink, () => false);
    }
    inflater.end();
    while (sink.failure === undefined && sink.messages.length === index) {
      await advanced(inflater, sink, () => sink.messages.length > index);
    }
    if (sink.failure !== undefined) break;
  }
  inflater.close();
  return sink;
}

/** Has the inflater go on, and waits until it tells something. */
function advanced(inflater: MessageInflater, sink: CheckingSink, isThere: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    sink.told = resolve;
    inflater.advance();
    if (isThere()) resolve();
  });
}

function check({ messages, failure }: CheckingSink, expected: Expectation): void {
  if (failure !== undefined && failure.closeCode !== 1007)
    throw new Error(`code ${failure.closeCode}`, { cause: failure });
  for (const [index, message] of expected.messages.entries()) {
    if (messages[index]?.equals(message) !== true) throw new Error(`message ${index} is another`);
  }
  if (expected.end === 'cut off') return;
  if ((failure !== undefined) !== (expected.end === 'broken'))
    throw new Error(`${expected.end}, but ${failure?.message}`);
  if (messages.length !== expected.messages.length) throw new Error(`${messages.length} messages`);
}

function expect(payloads: readonly Buffer[], noContextTakeover: boolean): Expectation {
  const messages: Buffer[] = [];
  let history: Buffer = Buffer.alloc(0);
  for (const payload of payloads) {
    if (noContextTakeover) history = Buffer.alloc(0);
    try {
      const { bytes } = inflateBlocks(Buffer.concat([payload, tail]), history);
      messages.push(bytes);
      history = Buffer.concat([history, bytes]);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      // That there are no codes at all is seen late by zlib, where the data may have ended.
      return { messages, end: /ends inside|incomplete/.test(error.message) ? 'cut off' : 'broken' };
    }
  }
  return { messages, end: 'all' };
}

/** Messages as zlib compresses them, in blocks of all kinds; then some are changed a little, or noise. */
function makePayloads(random: Random, noContextTakeover: boolean): Buffer[] {
  const compressor = new Compressor({
    noContextTakeover,
    level: random.below(10),
    strategy: strategies[random.below(strategies.length)] ?? 'default',
    windowBits: 9 + random.below(7),
  });
  return Array.from({ length: 1 + random.below(4) }, () => {
    const payload = compressor.message(...Array.from({ length: 1 + random.below(3) }, () => makePart(random)));
    if (random.oneIn(16)) return Buffer.from(Uint8Array.from({ length: random.below(64) }, () => random.below(256)));
    if (random.oneIn(3)) mutate(random, payload, payload.length);
    return random.oneIn(16) ? payload.subarray(0, random.below(payload.length + 1)) : payload;
  });
}

function makePart(random: Random): Part {
  const some = Array.from({ length: random.below(40) }, () => words[random.below(words.length)] ?? Buffer.alloc(0));
  const bytes = random.oneIn(4) ? Buffer.from(Uint8Array.from(some, () => random.below(256))) : Buffer.concat(some);
  return { bytes, flush: flushes[random.below(flushes.length)] ?? 'sync' };
}
