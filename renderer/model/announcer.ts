/** What a live region says at most so often. */
const intervalMs = 5000;

/**
 * Says how things stand while they change: at most once in five seconds, always the newest, and nothing while nothing
 * changes. What is there at the beginning is not said.
 */
export class Announcer {
  readonly #say: (text: string) => void;
  #said: string;
  #newest: string;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(text: string, say: (text: string) => void) {
    this.#said = text;
    this.#newest = text;
    this.#say = say;
  }

  update(text: string): void {
    this.#newest = text;
    if (text !== this.#said) this.#timer ??= setTimeout(() => this.#tell(), intervalMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #tell(): void {
    this.#timer = undefined;
    if (this.#newest === this.#said) return;
    this.#said = this.#newest;
    this.#say(this.#said);
  }
}
