import { createContext, useContext, useEffect } from 'react';

/** What the keys of the window do on the page that is shown. */
export interface PageKeys {
  /** Ctrl/Cmd + Enter. */
  readonly primary: () => void;
  /** Esc. */
  readonly cancel: () => void;
}

/** What the keys of the window do in the transcript that is shown. */
export interface TranscriptKeys {
  /** Ctrl/Cmd + F. */
  readonly find: () => void;
  /** F3, and Shift + F3. */
  readonly hit: (direction: 'next' | 'previous') => void;
}

/** What the keys of a tab and the native menu do with the one that is shown. Each answers whether there was one. */
export interface TabKeys {
  /** Ctrl/Cmd + W. */
  readonly close: () => boolean;
  /** Ctrl/Cmd + S. */
  readonly save: () => boolean;
  /** Ctrl/Cmd + Shift + S. */
  readonly saveAs: () => boolean;
}

/** Where the page that is shown leaves its keys for the window to find. */
export class PageKeysHolder {
  #keys: PageKeys | undefined;
  #transcript: TranscriptKeys | undefined;
  #tab: TabKeys | undefined;

  get current(): PageKeys | undefined {
    return this.#keys;
  }

  get transcript(): TranscriptKeys | undefined {
    return this.#transcript;
  }

  get tab(): TabKeys | undefined {
    return this.#tab;
  }

  /** The returned function takes the keys away again. */
  holdTab(keys: TabKeys): () => void {
    this.#tab = keys;
    return () => {
      if (this.#tab === keys) this.#tab = undefined;
    };
  }

  /** The returned function takes the keys away again. */
  holdTranscript(keys: TranscriptKeys): () => void {
    this.#transcript = keys;
    return () => {
      if (this.#transcript === keys) this.#transcript = undefined;
    };
  }

  /** The returned function takes the keys away again. */
  hold(keys: PageKeys): () => void {
    this.#keys = keys;
    return () => {
      if (this.#keys === keys) this.#keys = undefined;
    };
  }
}

export const PageKeysContext = createContext(new PageKeysHolder());

export function usePageKeys(keys: PageKeys): void {
  const holder = useContext(PageKeysContext);
  useEffect(() => holder.hold(keys), [holder, keys]);
}

export function useTranscriptKeys(keys: TranscriptKeys): void {
  const holder = useContext(PageKeysContext);
  useEffect(() => holder.holdTranscript(keys), [holder, keys]);
}

export function useTabKeys(keys: TabKeys): void {
  const holder = useContext(PageKeysContext);
  useEffect(() => holder.holdTab(keys), [holder, keys]);
}

/** The address box, for Ctrl/Cmd + L. */
export const addressFieldId = 'server-address';
