import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FileToSend } from '../../../contract/commands/files.ts';
import { attempt, type Client } from '../client.ts';

export interface KeptFileState {
  /** The file that can be sent. */
  readonly file: FileToSend | undefined;
  /** The name of the one that has to be chosen again. */
  readonly lost: string | undefined;
}

const none: KeptFileState = { file: undefined, lost: undefined };

/** The file of a draft, which may be older than the page and than the app: main says whether it can still be sent. */
export class KeptFile {
  readonly store: StoreApi<KeptFileState> = createStore<KeptFileState>()(() => none);
  readonly #client: Client;
  /** An answer about another one is old. */
  #asked: number | undefined;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Shows a file, and asks main about it; what main says of its size is newer than what was kept. */
  async show(file: FileToSend | undefined): Promise<void> {
    if (file?.handle === this.#asked) return;
    this.#asked = file?.handle;
    this.store.setState({ file, lost: undefined });
    if (file === undefined) return;
    const { handle, name } = file;
    await attempt(
      async () => {
        const found = await this.#client.invoke('file.findToSend', { file: handle });
        if (this.#asked === handle)
          this.store.setState(found === null ? { file: undefined, lost: name } : { file: found });
      },
      // Whether it can be sent is told when that is tried.
      () => undefined,
    );
  }
}
