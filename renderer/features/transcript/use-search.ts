import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { LogView, RowAddress } from '../../model/log-view.ts';
import { TranscriptSearch } from '../../model/transcript-search.ts';
import { transcriptSearchId, useTranscriptKeys } from '../page-keys.ts';
import { usePageServices } from '../page-context.ts';

/** A row to bring into view; another object each time. */
export interface RowToReveal {
  readonly index: number;
}

export interface Search {
  readonly search: TranscriptSearch;
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
  readonly goToHit: (direction: 'next' | 'previous') => void;
  readonly active: number | undefined;
  readonly select: (index: number | undefined) => void;
  readonly revealed: RowToReveal | undefined;
}

/** The search of a transcript, and its selected row, which stays the same whatever rows are shown. */
export function useSearch(log: LogView): Search {
  const { client } = usePageServices();
  const search = useMemo(() => new TranscriptSearch(client, log), [client, log]);
  useEffect(() => search.start(), [search]);
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState<number>();
  const [revealed, setRevealed] = useState<RowToReveal>();
  /** The row that was selected, also while a filter hides it. */
  const kept = useRef<RowAddress>(undefined);
  useEffect(
    () =>
      keepPlace(log, search, {
        kept: () => kept.current,
        placed: (index, isOtherList) => {
          setActive(index);
          if (isOtherList && index !== undefined) setRevealed({ index });
        },
      }),
    [log, search],
  );

  const select = useCallback(
    (index: number | undefined) => {
      setActive(index);
      kept.current = index === undefined ? undefined : log.locate(index);
    },
    [log],
  );
  const goToHit = useCallback(
    (direction: 'next' | 'previous') => {
      void (async () => {
        const hit = await search.hit(kept.current, direction).catch(() => undefined);
        const index = hit && (await indexOf(log, hit));
        if (index === undefined) return;
        kept.current = hit;
        setActive(index);
        setRevealed({ index });
      })();
    },
    [log, search],
  );
  const close = useCallback(() => {
    search.clear();
    setIsOpen(false);
  }, [search]);
  const open = useCallback(() => {
    setIsOpen(true);
    const field = document.getElementById(transcriptSearchId);
    field?.focus();
    if (field instanceof HTMLInputElement) field.select();
  }, []);
  useTranscriptKeys(useMemo(() => ({ find: open, hit: goToHit }), [open, goToHit]));
  return { search, isOpen, open, close, goToHit, active, select, revealed };
}

interface Keeping {
  readonly kept: () => RowAddress | undefined;
  /** @param isOtherList whether this is its first place in a list that was filtered anew */
  readonly placed: (index: number | undefined, isOtherList: boolean) => void;
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
    else placed(index, list !== placedIn);
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
