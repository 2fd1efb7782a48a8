import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FileSource } from '../../contract/commands/command.ts';
import type { ChosenScript } from '../../contract/commands/network.ts';
import { toErrorInfo, type ErrorInfo } from '../../contract/errors.ts';
import type { FixedProxy, ProxyChange, ProxyState } from '../../contract/proxy-setting.ts';
import type { AppModel } from './app-model.ts';
import type { Client } from './client.ts';
import { errorText } from './error-text.ts';
import { asSentence, isBadProxyFile } from './explain-error.ts';
import { words } from './words.ts';

/** What is filled in. A password is in it until it has been applied, or the page is left. */
export interface ProxyDraft {
  readonly kind: ProxyChange['kind'];
  readonly server: FixedProxy['kind'];
  readonly host: string;
  readonly port: string;
  readonly userName: string;
  readonly password: string;
  /** A file that was chosen and not applied yet. */
  readonly script: ChosenScript | undefined;
}

export type ProxyField = 'host' | 'port' | 'script';

/** What is wrong with a field, as a sentence to show under it. */
export interface ProxyFault {
  readonly field: ProxyField;
  readonly sentence: string;
}

export interface ProxyFormState {
  /** Undefined until main has answered. */
  readonly proxies: ProxyState | undefined;
  readonly draft: ProxyDraft;
  readonly fault: ProxyFault | undefined;
  readonly saving: 'none' | 'busy' | 'saved';
  /** A command that failed. */
  readonly problem: ErrorInfo | undefined;
  /** What a link leads to, and how often one did. */
  readonly shown: { readonly part: 'proxy' | 'proxyPassword'; readonly count: number } | undefined;
}

const emptyDraft: ProxyDraft = {
  kind: 'system',
  server: 'http',
  host: '',
  port: '',
  userName: '',
  password: '',
  script: undefined,
};

/** The user's proxy setting, as the page "Network isolation" edits it. */
export class ProxyForm {
  readonly store: StoreApi<ProxyFormState>;
  readonly #client: Client;
  readonly #app: AppModel;
  readonly #applied: () => void;

  /** @param applied called when another setting holds */
  constructor(client: Client, app: AppModel, applied: () => void) {
    this.#client = client;
    this.#app = app;
    this.#applied = applied;
    this.store = createStore<ProxyFormState>()(() => ({
      proxies: undefined,
      draft: emptyDraft,
      fault: undefined,
      saving: 'none',
      problem: undefined,
      shown: undefined,
    }));
  }

  /** Asks main what is set. @param part what a link leads to */
  async attach(part?: string): Promise<void> {
    await this.#act(async () => {
      const proxies = await this.#client.invoke('proxy.state', {});
      this.store.setState(({ draft }) => ({ proxies, draft: { ...draft, ...draftOf(proxies) } }));
    });
    if (part !== 'proxy' && part !== 'proxyPassword') return;
    this.store.setState(({ shown }) => ({ shown: { part, count: (shown?.count ?? 0) + 1 } }));
  }

  edit(change: Partial<ProxyDraft>): void {
    this.store.setState(({ draft }) => ({
      draft: { ...draft, ...change },
      fault: undefined,
      problem: undefined,
      saving: 'none',
    }));
  }

  async chooseScript(source: FileSource = {}): Promise<void> {
    await this.#act(async () => {
      const script = await this.#client.invoke('proxy.chooseScript', source);
      if (script !== null) this.edit({ script });
    });
  }

  /** Makes it hold for every connection from now on. */
  async apply(): Promise<void> {
    const { draft, proxies, saving } = this.store.getState();
    if (saving === 'busy') return;
    const read = readDraft(draft, proxies);
    if ('field' in read) return this.store.setState({ fault: read });
    this.store.setState({ saving: 'busy', fault: undefined });
    await this.#act(async () => {
      const saved = await this.#client.invoke('proxy.save', { change: read });
      this.store.setState({ proxies: saved, draft: { ...draft, ...draftOf(saved), password: '', script: undefined } });
      this.store.setState({ saving: 'saved' });
      for (const problem of this.#app.store.getState().problems) {
        if (isBadProxyFile(problem)) this.#app.dismiss(problem);
      }
      this.#applied();
    });
  }

  async #act(work: () => Promise<void>): Promise<void> {
    this.store.setState({ problem: undefined });
    try {
      await work();
    } catch (error) {
      const info = toErrorInfo(error);
      const field = fields.find((name) => name === info.field);
      this.store.setState({
        saving: 'none',
        ...(field === undefined ? { problem: info } : { fault: { field, sentence: asSentence(errorText(info)) } }),
      });
    }
  }
}

/** Whether there is something to apply. */
export function hasProxyChanges({ draft, proxies }: Pick<ProxyFormState, 'draft' | 'proxies'>): boolean {
  if (proxies === undefined) return false;
  const { setting } = proxies;
  if (setting?.kind !== draft.kind) return true;
  switch (setting.kind) {
    case 'system':
    case 'none':
      return false;
    case 'fixed': {
      const { kind, host, port } = setting.proxy;
      const isSame = kind === draft.server && host === draft.host.trim() && String(port) === draft.port.trim();
      return !isSame || setting.userName !== draft.userName.trim() || draft.password !== '';
    }
    case 'script':
      return draft.script !== undefined;
  }
}

function draftOf({ setting }: ProxyState): Partial<ProxyDraft> {
  if (setting === undefined) return {};
  if (setting.kind !== 'fixed') return { kind: setting.kind };
  const { proxy, userName } = setting;
  return { kind: 'fixed', server: proxy.kind, host: proxy.host, port: String(proxy.port), userName };
}

/** @returns what to ask main for, or the first thing that is wrong */
function readDraft(draft: ProxyDraft, proxies: ProxyState | undefined): ProxyChange | ProxyFault {
  const { faults } = words.isolation.proxies;
  switch (draft.kind) {
    case 'system':
    case 'none':
      return { kind: draft.kind };
    case 'fixed': {
      const host = draft.host.trim();
      const port = Number(draft.port.trim());
      if (host === '') return { field: 'host', sentence: faults.noHost };
      if (!/^\s*\d+\s*$/.test(draft.port) || port < 1 || port > 65_535) return { field: 'port', sentence: faults.port };
      const password = draft.password === '' ? null : draft.password;
      return { kind: 'fixed', proxy: { kind: draft.server, host, port }, userName: draft.userName.trim(), password };
    }
    case 'script':
      if (draft.script === undefined && proxies?.setting?.kind !== 'script') {
        return { field: 'script', sentence: faults.noScript };
      }
      return { kind: 'script', file: draft.script?.handle ?? null };
  }
}

const fields: readonly ProxyField[] = ['host', 'port', 'script'];
