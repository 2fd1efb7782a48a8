import { useState, type KeyboardEvent } from 'react';

/** Something that was taken out of a list. */
export interface Removal<Thing> {
  /** What it was, in words. */
  readonly what: string;
  readonly thing: Thing;
  /** Where it was, counted from 0. */
  readonly at: number;
}

export interface Removals {
  /** What would come back next; undefined: nothing. */
  readonly last: Removal<unknown> | undefined;
  readonly undo: () => void;
  /** Nothing comes back any more. */
  readonly dismiss: () => void;
  /** Ctrl/Cmd + Z; in a text it takes back what was typed. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

interface RemovalsOptions<Thing> {
  readonly putBack: (removal: Removal<Thing>) => void;
  /** Default: everything can come back. */
  readonly canPutBack?: (thing: Thing) => boolean;
}

/** More is forgotten, the oldest first. */
const undoLimit = 100;

/** What was taken out of a list, and the way back, for as long as the list is shown. */
export function useRemovals<Thing>({
  putBack,
  canPutBack = () => true,
}: RemovalsOptions<Thing>): Removals & { readonly add: (removal: Removal<Thing>) => void } {
  const [removals, setRemovals] = useState<readonly Removal<Thing>[]>([]);
  const last = removals.findLast(({ thing }) => canPutBack(thing));
  const undo = (): void => {
    if (last === undefined) return;
    setRemovals(removals.filter((each) => each !== last));
    putBack(last);
  };
  return {
    last,
    undo,
    dismiss: () => setRemovals([]),
    add: (removal) => setRemovals([...removals, removal].slice(-undoLimit)),
    onKeyDown: (event) => {
      if (last === undefined || !isUndo(event)) return;
      event.preventDefault();
      undo();
    },
  };
}

/** What a row is called; one without a name goes by its place. */
export function rowName(name: string, what: string, index: number): string {
  return name === '' ? `${what} ${index + 1}` : name;
}

/** Ctrl/Cmd + Z outside of a text. */
export function isUndo({ key, ctrlKey, metaKey, shiftKey, altKey, target }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'z' && (ctrlKey || metaKey) && !shiftKey && !altKey && !isText(target);
}

function isText(target: EventTarget): boolean {
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox';
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable);
}
