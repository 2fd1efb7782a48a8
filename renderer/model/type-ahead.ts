import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LogView } from './log-view.ts';
import { previewText } from './row-text.ts';

/** The search begins when so long nothing was typed. */
const pauseMs = 150;

/** What is typed after that is something new. */
const forgetMs = 2000;

/** Rows that are looked through; whoever wants more of them searches. */
const rowLimit = 20_000;

/** Rows of one request. */
const batchRows = 512;

export interface TypedText {
  /** Empty where nothing is being searched. */
  readonly text: string;
  /** Whether no row has it. */
  readonly isMissing: boolean;
}

const nothing: TypedText = { text: '', isMissing: false };

/** Typing in the list goes to the next row whose preview contains what was typed, in whatever case. */
export class TypeAhead {
  readonly store: StoreApi<TypedText>;
  readonly #log: LogView;
  readonly #found: (row: number) => void;
  #from = 0;
  #search: ReturnType<typeof setTimeout> | undefined;
  #forget: ReturnType<typeof setTimeout> | undefined;
  /** Which search is the newest. */
  #turn = 0;

  /** @param found called with the row that has it */
  constructor(log: LogView, found: (row: number) => void) {
    this.#log = log;
    this.#found = found;
    this.store = createStore<TypedText>()(() => nothing);
  }

  /**
   * @param character what was typed
   * @param active the row to begin at: the next one is meant where nothing was typed before
   */
  type(character: string, active: number | undefined): void {
    const { text } = this.store.getState();
    if (text === '') this.#from = active === undefined ? 0 : active + 1;
    this.store.setState({ text: text + character, isMissing: false });
    clearTimeout(this.#search);
    this.#search = setTimeout(() => void this.#go(), pauseMs);
    this.#forgetLater();
  }

  get isTyping(): boolean {
    return this.store.getState().text !== '';
  }

  clear(): void {
    this.#turn += 1;
    clearTimeout(this.#search);
    clearTimeout(this.#forget);
    this.store.setState(nothing);
  }

  async #go(): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const wanted = this.store.getState().text.toLowerCase();
    const row = await this.#find(wanted, () => turn === this.#turn).catch(() => undefined);
    if (turn !== this.#turn) return;
    this.#forgetLater();
    if (row === undefined) this.store.setState({ isMissing: true });
    else this.#found(row);
  }

  async #find(wanted: string, goesOn: () => boolean): Promise<number | undefined> {
    const end = Math.min(this.#log.length, this.#from + rowLimit);
    for (let at = this.#from; at < end && goesOn();) {
      const [span] = this.#log.spans(at, Math.min(end, at + batchRows));
      if (span === undefined) return undefined;
      const rows = await this.#log.read(span);
      const found = rows.find((row) => previewText(row).toLowerCase().includes(wanted));
      if (found !== undefined) return this.#log.indexOf({ session: span.session, row: found.row });
      at += span.to - span.from;
    }
    return undefined;
  }

  #forgetLater(): void {
    clearTimeout(this.#forget);
    this.#forget = setTimeout(() => this.clear(), forgetMs);
  }
}
