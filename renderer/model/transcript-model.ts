import { createStore, type StoreApi } from 'zustand/vanilla';
import { totalsRangeLimit, type LogTotals } from '../../contract/log-totals.ts';
import type { AppModel } from './app-model.ts';
import { attempt, type Client } from './client.ts';
import { formatCount } from './format.ts';
import type { LogView, RowAddress, RowSpan } from './log-view.ts';
import { MessageReading } from './message-reading.ts';
import { copyLimits, RowCopier, TooMuchToCopy, type CopyFormat } from './row-copier.ts';
import { RowMarks } from './row-marks.ts';
import { extendTo, selectAll, selectionSize, selectOne, toggleRow, type RowSelection } from './row-selection.ts';
import { TypeAhead } from './type-ahead.ts';
import { words } from './words.ts';

/** Rows of a filtered list that are added up: each is asked for. */
const filteredTotalsLimit = 20_000;

/** Rows that are pinned at once. */
const pinLimit = 200;

export interface TranscriptState {
  readonly selection: RowSelection | undefined;
  /** Whether the active row is shown in full. */
  readonly isOpen: boolean;
  /** The number of rows when the display was paused; undefined while it is not. */
  readonly pausedAt: number | undefined;
  /** What the selection comes to; undefined where it is one row, or being added up. */
  readonly totals: LogTotals | undefined;
  /** The row whose note is being written. */
  readonly noting: RowAddress | undefined;
  /** What has just been done, or why not; for a live region. */
  readonly notice: string;
}

const nothing = { selection: undefined, isOpen: false, totals: undefined, noting: undefined } as const;

/** What a person does with the rows of a log: selects, opens, marks, copies them, or has them stand still. */
export class TranscriptModel {
  readonly store: StoreApi<TranscriptState>;
  readonly log: LogView;
  readonly marks: RowMarks;
  readonly typing: TypeAhead;
  readonly reading = new MessageReading();
  readonly #client: Client;
  readonly #app: AppModel;
  readonly #copier: RowCopier;
  /** Whether a selection is being added up. */
  #isAdding = false;

  constructor(client: Client, app: AppModel, log: LogView) {
    this.#client = client;
    this.#app = app;
    this.log = log;
    this.marks = new RowMarks(client, (problem) => app.report(problem));
    this.#copier = new RowCopier(client, log, this.marks);
    this.typing = new TypeAhead(log, (row) => this.select(row));
    this.store = createStore<TranscriptState>()(() => ({ ...nothing, pausedAt: undefined, notice: '' }));
  }

  /** Rows that are shown. */
  get length(): number {
    return Math.min(this.log.length, this.store.getState().pausedAt ?? Number.POSITIVE_INFINITY);
  }

  /** The log was cleared: nothing of it can be selected any more. */
  reset(): void {
    this.typing.clear();
    this.store.setState({ ...nothing, pausedAt: undefined, notice: '' });
  }

  select(row: number): void {
    this.#select(selectOne(row));
  }

  /** The selected row has this place in a list that was filtered anew; undefined: it is not there. */
  place(row: number | undefined): void {
    const { selection } = this.store.getState();
    if (row === selection?.active) return;
    this.#select(row === undefined ? undefined : selectOne(row));
  }

  extendTo(row: number): void {
    this.#select(extendTo(this.store.getState().selection, row));
  }

  toggle(row: number): void {
    this.#select(toggleRow(this.store.getState().selection, row));
  }

  selectAll(): void {
    this.#select(selectAll(this.length, this.store.getState().selection?.active));
  }

  open(row: number): void {
    this.select(row);
    this.store.setState({ isOpen: true });
  }

  close(): void {
    this.store.setState({ isOpen: false });
  }

  /** Has the list stand still, or go on. The socket does not notice. */
  setPaused(isPaused: boolean): void {
    this.store.setState({ pausedAt: isPaused ? this.log.length : undefined });
  }

  async copy(format: CopyFormat): Promise<void> {
    const { selection } = this.store.getState();
    if (selection === undefined) return;
    const { transcript } = words;
    try {
      const text = await this.#copier.copy(selection.ranges, format);
      const isCopied = await this.#app.copy(text);
      if (isCopied) this.#notice(transcript.copiedRows(selectionSize(selection)));
    } catch (error) {
      if (!(error instanceof TooMuchToCopy))
        return attempt(
          () => Promise.reject(error),
          (info) => this.#app.report(info),
        );
      this.#notice(transcript.tooMuchToCopy(formatCount(copyLimits.rows), copyLimits.bytes));
    }
  }

  async togglePins(): Promise<void> {
    const { selection } = this.store.getState();
    if (selection === undefined) return;
    if (selectionSize(selection) > pinLimit) return this.#notice(words.transcript.tooManyToPin(pinLimit));
    const addresses = selection.ranges.flatMap(({ from, to }) =>
      Array.from({ length: to - from }, (_, offset) => this.log.locate(from + offset) ?? []).flat(),
    );
    await this.marks.togglePins(addresses);
  }

  /** Begins to write a note beside the active row. */
  beginNote(): void {
    const { selection } = this.store.getState();
    const noting = selection === undefined ? undefined : this.log.locate(selection.active);
    this.store.setState({ noting });
  }

  async endNote(note: string | undefined): Promise<void> {
    const { noting } = this.store.getState();
    this.store.setState({ noting: undefined });
    if (noting !== undefined && note !== undefined) await this.marks.setNote(noting, note.trim());
  }

  #notice(notice: string): void {
    this.store.setState({ notice });
  }

  #select(selection: RowSelection | undefined): void {
    this.store.setState({ selection, totals: undefined, notice: '' });
    if (selectionSize(selection) > 1) void this.#addUp();
  }

  /** Adds up one selection at a time: the newest there is when it begins. */
  async #addUp(): Promise<void> {
    if (this.#isAdding) return;
    this.#isAdding = true;
    let added: RowSelection | undefined;
    for (let { selection } = this.store.getState(); selection !== added && selectionSize(selection) > 1;) {
      added = selection;
      const totals = await this.#totals(added);
      ({ selection } = this.store.getState());
      if (selection === added) this.store.setState({ totals });
    }
    this.#isAdding = false;
  }

  /** The rows of a filtered list, as ranges of their numbers; undefined where they are too many to be asked for. */
  async #rangesOf(span: RowSpan): Promise<readonly (readonly [number, number])[] | undefined> {
    if (span.to - span.from > filteredTotalsLimit) return undefined;
    const ranges: [number, number][] = [];
    for (let at = span.from; at < span.to; at += 512) {
      const rows = await this.log.read({ ...span, from: at }).catch(() => []);
      for (const { row } of rows) {
        const last = ranges.at(-1);
        if (last?.[1] === row) last[1] = row + 1;
        else ranges.push([row, row + 1]);
      }
    }
    return ranges;
  }

  async #totals(selection: RowSelection | undefined): Promise<LogTotals | undefined> {
    const bySession = new Map<number, [number, number][]>();
    for (const { from, to } of selection?.ranges ?? []) {
      for (const span of this.log.spans(from, to)) {
        const ranges = span.view === undefined ? [[span.from, span.to] as const] : await this.#rangesOf(span);
        if (ranges === undefined) return undefined;
        const known = bySession.get(span.session) ?? [];
        for (const [first, last] of ranges) known.push([first, last]);
        bySession.set(span.session, known);
      }
    }
    let sum: LogTotals | undefined;
    await attempt(
      async () => {
        for (const [session, ranges] of bySession) {
          for (let at = 0; at < ranges.length; at += totalsRangeLimit) {
            const asked = ranges.slice(at, at + totalsRangeLimit);
            const part = await this.#client.invoke('log.totals', { session, ranges: asked });
            sum = sum === undefined ? part : plus(sum, part);
          }
        }
      },
      () => {
        // The session was discarded meanwhile: there is nothing to add up.
        sum = undefined;
      },
    );
    return sum;
  }
}

function plus(left: LogTotals, right: LogTotals): LogTotals {
  const both = (of: 'sent' | 'received') => ({
    messages: left[of].messages + right[of].messages,
    bytes: left[of].bytes + right[of].bytes,
  });
  return {
    rows: left.rows + right.rows,
    sent: both('sent'),
    received: both('received'),
    problems: left.problems + right.problems,
  };
}
