import * as v from 'valibot';
import { messageSendingSchema, type MessageSending } from '../../contract/workbench/documents.ts';
import type { SentMessage } from '../../contract/workbench/sending.ts';
import { JsonFile } from '../files/json-file.ts';

const sizeLimitBytes = 4 * 1024 * 1024;
const messagesPerAddress = 100;
const addressLimit = 1000;
/** A larger message would push out all others. */
const messageLimitBytes = 256 * 1024;
/** What is sent in this time is written together. */
const writeMs = 1000;

const historySchema = v.object({
  version: v.literal(1),
  /** The address sent to last comes last, and so does the newest message. */
  addresses: v.array(
    v.object({
      url: v.string(),
      messages: v.array(v.object({ at: v.number(), message: messageSendingSchema })),
    }),
  ),
});
type History = v.InferOutput<typeof historySchema>;

/**
 * What was sent by hand to each address, as it was written: values of variables and secrets are never in it. One small file
 * of the app's own; what is too much goes, the oldest first.
 */
export class SentHistory {
  readonly #file: JsonFile<History>;
  /** By address, in the order of the last message. */
  readonly #addresses: Map<string, SentMessage[]>;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: JsonFile<History>, history: History | undefined) {
    this.#file = file;
    this.#addresses = new Map(history?.addresses.map(({ url, messages }) => [url, messages]));
  }

  /** Reads what was sent in earlier runs; a file that cannot be used is kept beside the next one. */
  static async read(path: string): Promise<SentHistory> {
    const file = new JsonFile(path, {
      schema: historySchema,
      sizeLimitBytes,
      meanwhile: 'what was sent before is not shown',
    });
    const reading = await file.read();
    return new SentHistory(file, reading.kind === 'value' ? reading.value : undefined);
  }

  /** What was sent to an address, the newest first. */
  of(url: string): readonly SentMessage[] {
    return (this.#addresses.get(url) ?? []).toReversed();
  }

  /** The same message again takes the place of the one before. */
  add(url: string, message: MessageSending, at = Date.now()): void {
    const text = JSON.stringify(message);
    if (text.length > messageLimitBytes) return;
    const others = (this.#addresses.get(url) ?? []).filter((sent) => JSON.stringify(sent.message) !== text);
    this.#addresses.delete(url);
    this.#addresses.set(url, [...others.slice(1 - messagesPerAddress), { at, message }]);
    const [oldest] = this.#addresses.keys();
    if (this.#addresses.size > addressLimit && oldest !== undefined) this.#addresses.delete(oldest);
    this.#timer ??= setTimeout(() => this.#write(), writeMs);
  }

  /** Forgets all of it, here and on disk. @throws Error of the file system */
  async wipe(): Promise<void> {
    this.#addresses.clear();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#writing;
    await this.#file.replace({ version: 1, addresses: [] });
  }

  /** Writes what is left, before the app ends. */
  async close(): Promise<void> {
    if (this.#timer !== undefined) this.#write();
    await this.#writing;
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#makeRoom();
    const addresses = [...this.#addresses].map(([url, messages]) => ({ url, messages: [...messages] }));
    // What cannot be written is there until the app ends; nobody waits for it.
    this.#writing = this.#writing.then(() => this.#file.replace({ version: 1, addresses })).catch(() => undefined);
  }

  /** Lets the oldest messages go, of the address that was sent to the longest ago first. */
  #makeRoom(): void {
    // As deep as it is in the file, with as many blanks.
    const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify([[[[value]]]], null, 2));
    let size = 1024;
    for (const [url, messages] of [...this.#addresses].toReversed()) {
      const kept: SentMessage[] = [];
      size += sizeOf(url);
      for (const sent of messages.toReversed()) {
        size += sizeOf(sent);
        if (size > sizeLimitBytes) break;
        kept.unshift(sent);
      }
      if (kept.length === 0) this.#addresses.delete(url);
      else this.#addresses.set(url, kept);
    }
  }
}
