import { createContext, useContext, useEffect } from 'react';

/** What the keys of the window do on the page that is shown. */
export interface PageKeys {
  /** Ctrl/Cmd + Enter. */
  readonly primary: () => void;
  /** Esc. */
  readonly cancel: () => void;
}

/** Where the page that is shown leaves its keys for the window to find. */
export class PageKeysHolder {
  #keys: PageKeys | undefined;

  get current(): PageKeys | undefined {
    return this.#keys;
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

/** The address box, for Ctrl/Cmd + L. */
export const addressFieldId = 'server-address';
