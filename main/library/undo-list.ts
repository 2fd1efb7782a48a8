import { failure } from '../../contract/errors.ts';
import { because } from '../../contract/reason.ts';
import type { LibraryPath, LibraryState } from '../../contract/workbench/library.ts';
import type { Kept } from './undo-folder.ts';

/** A file as it was, and the revision it was given. */
export interface Before {
  readonly place: string;
  /** Undefined: it was not there. */
  readonly text: string | undefined;
  readonly after: string;
}

/** What can be taken back, with what that takes. */
export type UndoStep =
  | { readonly kind: 'remove'; readonly path: LibraryPath; readonly kept: Kept }
  | { readonly kind: 'save'; readonly path: LibraryPath; readonly before: Before }
  | {
      readonly kind: 'move';
      /** Where it was, and is. */
      readonly path: LibraryPath;
      readonly to: LibraryPath;
      /** What the folder said of its order. */
      readonly order: Before | undefined;
    };

/** More steps nobody takes back. */
const stepLimit = 100;
/** Characters of documents as they were before they were saved. */
const textLimit = 64 * 1024 * 1024;

/** The last things that were done, the newest last. */
export class UndoList {
  readonly #steps = new Map<number, UndoStep>();
  #next = 1;

  get shown(): LibraryState['undo'] {
    return [...this.#steps].map(([id, { kind, path }]) => ({ id, kind, path }));
  }

  add(step: UndoStep): void {
    this.#steps.set(this.#next, step);
    this.#next += 1;
    let texts = 0;
    for (const [id, kept] of [...this.#steps].toReversed()) {
      texts += kept.kind === 'save' ? (kept.before.text?.length ?? 0) : 0;
      if (id <= this.#next - 1 - stepLimit || texts > textLimit) this.#steps.delete(id);
    }
  }

  /** @throws DuplexError `not-found` */
  get(id: number): UndoStep {
    const step = this.#steps.get(id);
    if (step === undefined) {
      const reason = because('nothingToUndo');
      throw failure('not-found', 'this cannot be taken back any more', { field: 'id', reason });
    }
    return step;
  }

  done(id: number): void {
    this.#steps.delete(id);
  }

  clear(): void {
    this.#steps.clear();
  }
}
