import { failure } from '../../contract/errors.ts';
import {
  searchLimits,
  type LocatedRow,
  type LogFilter,
  type LogViewState,
  type ViewId,
} from '../../contract/log-search.ts';
import type { Row } from '../../contract/rows.ts';
import type { SessionId } from '../../contract/sessions.ts';
import type { LogStore } from './log-store.ts';
import { LogSearch } from './log-search.ts';

/** A view that is open: what changes of it is told by its state. */
export interface OpenView {
  readonly state: LogViewState;
}

/** Searches that have a thread at a time; the others wait for one that has come to its end. */
const threadLimit = 4;

/** Parts of logs that filters let through. Each is kept up to date by a thread while there is something to look at. */
export class LogViews {
  readonly #logs: LogStore;
  readonly #worker: URL;
  readonly #changed: (view: OpenView) => void;
  /** In the order they were opened. */
  readonly #views = new Map<ViewId, View>();
  #lastView = 0;

  /**
   * @param worker the file of the log's threads
   * @param changed called with every change of a view, as often as it changes
   */
  constructor(logs: LogStore, worker: URL, changed: (view: OpenView) => void) {
    this.#logs = logs;
    this.#worker = worker;
    this.#changed = changed;
  }

  /** Opens a view of a session's log. @throws DuplexError `not-found`, `invalid-input` */
  async open({ session, filter }: { session: SessionId; filter: LogFilter }): Promise<{ view: ViewId }> {
    const log = await this.#logs.get(session);
    if (filter.content !== undefined) {
      // With all it takes to read a JSONPath.
      const { checkContent } = await import('./search-terms.ts');
      checkContent(filter.content);
    }
    this.#lastView += 1;
    const id = this.#lastView;
    const view = new View(id, session, {
      search: new LogSearch(filter, {
        worker: this.#worker,
        folder: () => this.#logs.folderOf(session).path,
        changed: () => this.#viewChanged(view),
      }),
      unfollow: this.#logs.follow(session, {
        flushed: (extent) => {
          view.search.grow(extent);
          this.#startWaiting();
        },
        gone: () => this.close({ view: id }),
      }),
    });
    this.#views.set(id, view);
    const [oldest] = this.#views.keys();
    if (this.#views.size > searchLimits.openViews && oldest !== undefined) this.close({ view: oldest });
    view.search.grow(log.extent);
    this.#startWaiting();
    return { view: id };
  }

  /** Closes a view. One that is not open is closed already. */
  close({ view: id }: { view: ViewId }): void {
    const view = this.#views.get(id);
    if (view === undefined) return;
    this.#views.delete(id);
    view.unfollow();
    view.search.stop();
    this.#startWaiting();
  }

  /** Looks no further; what was found stays. @throws DuplexError `not-found` */
  stop({ view: id }: { view: ViewId }): void {
    const { search } = this.#get(id);
    search.stop();
    this.#startWaiting();
  }

  /** The page is gone, or the app ends. */
  closeAll(): void {
    for (const view of this.#views.keys()) this.close({ view });
  }

  /** How a view is. @throws DuplexError `not-found` */
  state({ view: id }: { view: ViewId }): LogViewState {
    return this.#get(id).state;
  }

  /** Rows at places `from` to `from + count` of a view, with previews. @throws DuplexError `not-found` */
  async read({ view: id, from, count }: { view: ViewId; from: number; count: number }): Promise<Row[]> {
    const { session, search } = this.#get(id);
    const log = await this.#logs.get(session);
    return log.readRows(search.found.rows(from, count));
  }

  /** The place of the first row of a view that is `row` or after it. @throws DuplexError `not-found` */
  locate({ view: id, row }: { view: ViewId; row: number }): LocatedRow {
    const { found } = this.#get(id).search;
    const index = found.rank(row);
    return { index, row: found.rows(index, 1)[0] ?? null };
  }

  /** The rows that were found, as ranges: see {@link RowSet.ranges}. @throws DuplexError `not-found` */
  ranges(id: ViewId): Float64Array {
    return this.#get(id).search.found.ranges();
  }

  #get(id: ViewId): View {
    const view = this.#views.get(id);
    if (view === undefined) throw failure('not-found', `there is no view ${id}`, { field: 'view' });
    return view;
  }

  #viewChanged(view: View): void {
    this.#changed(view);
    if (!view.search.isRunning) this.#startWaiting();
  }

  #startWaiting(): void {
    const searches = [...this.#views.values()].map(({ search }) => search);
    let running = searches.filter(({ isRunning }) => isRunning).length;
    for (const search of searches) {
      if (running >= threadLimit) return;
      if (search.isRunning || !search.isBehind) continue;
      search.start();
      running += 1;
    }
  }
}

class View implements OpenView {
  readonly #id: ViewId;
  readonly session: SessionId;
  readonly search: LogSearch;
  readonly unfollow: () => void;

  constructor(id: ViewId, session: SessionId, parts: { readonly search: LogSearch; readonly unfollow: () => void }) {
    this.#id = id;
    this.session = session;
    this.search = parts.search;
    this.unfollow = parts.unfollow;
  }

  get state(): LogViewState {
    return { view: this.#id, ...this.search.progress };
  }
}
