import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { LogView, RowAddress } from '../../model/log-view.ts';
import type { TranscriptModel } from '../../model/transcript-model.ts';
import { TranscriptSearch } from '../../model/transcript-search.ts';
import { useTranscriptKeys } from '../page-keys.ts';
import { usePageServices } from '../page-context.ts';

export interface Search {
  readonly search: TranscriptSearch;
  readonly isOpen: boolean;
  /** The id of the field that says what is searched for. */
  readonly fieldId: string;
  readonly open: () => void;
  readonly close: () => void;
  readonly goToHit: (direction: 'next' | 'previous') => void;
}

/** The search of a transcript. The selected row stays the same whatever rows are shown. */
export function useSearch(model: TranscriptModel): Search {
  const { client } = usePageServices();
  const { log } = model;
  const search = useMemo(() => new TranscriptSearch(client, log), [client, log]);
  useEffect(() => search.start(), [search]);
  const [isOpen, setIsOpen] = useState(false);
  // Two transcripts can be searched side by side.
  const fieldId = useId();
  /** The row that was selected, also while a filter hides it. */
  const kept = useRef<RowAddress>(undefined);
  useEffect(() => {
    // A row that is chosen in the list is the one to be kept; one that a filter hides is chosen by nobody.
    const follow = model.store.subscribe(({ selection }, before) => {
      if (selection === before.selection || selection === undefined) return;
      kept.current = log.locate(selection.active) ?? kept.current;
    });
    const end = keepPlace(log, search, {
      kept: () => kept.current,
      placed: (index) => model.place(index),
    });
    return () => {
      follow();
      end();
    };
  }, [model, log, search]);

  const goToHit = useCallback(
    (direction: 'next' | 'previous') => {
      void (async () => {
        const hit = await search.hit(kept.current, direction).catch(() => undefined);
        const index = hit && (await indexOf(log, hit));
        if (index === undefined) return;
        model.select(index);
        kept.current = hit;
      })();
    },
    [model, log, search],
  );
  const close = useCallback(() => {
    search.clear();
    setIsOpen(false);
  }, [search]);
  const open = useCallback(() => {
    setIsOpen(true);
    const field = document.getElementById(fieldId);
    field?.focus();
    if (field instanceof HTMLInputElement) field.select();
  }, [fieldId]);
  useTranscriptKeys(useMemo(() => ({ find: open, hit: goToHit }), [open, goToHit]));
  return { search, isOpen, fieldId, open, close, goToHit };
}

interface Keeping {
  readonly kept: () => RowAddress | undefined;
  /** Called with its place in another list; undefined where it is not there. */
  readonly placed: (index: number | undefined) => void;
}

/** Tells where the selected row is, whenever that may have changed. @returns what ends that */
function keepPlace(log: LogView, search: TranscriptSearch, { kept, placed }: Keeping): () => void {
  const listName = (): string => `${log.isFiltered}:${search.store.getState().round}`;
  let placedIn = listName();
  let isOver = false;
  let isLooking = false;
  const look = async (): Promise<void> => {
    // Where nothing is filtered, rows keep their places.
    if (isLooking || isOver || (listName() === placedIn && !log.isFiltered)) return;
    const list = listName();
    const row = kept();
    isLooking = true;
    const index = row && (await indexOf(log, row));
    isLooking = false;
    if (isOver || kept() !== row) return;
    if (row === undefined) placedIn = list;
    else placed(index);
    if (index !== undefined) placedIn = list;
    if (listName() !== list) await look();
  };
  const undo = [log.subscribe(() => void look()), search.store.subscribe(() => void look())];
  return () => {
    isOver = true;
    for (const stop of undo) stop();
  };
}

/** A view that is gone has no places. */
function indexOf(log: LogView, address: RowAddress): Promise<number | undefined> {
  return log.indexOf(address).catch(() => undefined);
}
