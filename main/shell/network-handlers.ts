import type { HandlersOf } from '../../contract/commands.ts';
import type { FileSource } from '../../contract/commands/command.ts';
import type { ChosenScript } from '../../contract/commands/network.ts';
import type { ProxyStore } from '../network/proxy-store.ts';
import type { ChosenFiles } from './chosen-files.ts';
import type { NetworkIsolation } from './network-isolation.ts';

export interface NetworkHandlersOptions {
  readonly isolation: NetworkIsolation;
  readonly proxies: ProxyStore;
  readonly chosenFiles: ChosenFiles;
  /** Takes a file that was dropped or is asked for; null when the user cancelled. */
  readonly chooseScript: (source: FileSource) => Promise<ChosenScript | null>;
  readonly clearJournal: () => void;
}

/** How the page's commands for what may be reached, and through whom, are carried out. */
export function networkHandlers(options: NetworkHandlersOptions): HandlersOf<'network' | 'proxy' | 'journal'> {
  const { isolation, proxies, chosenFiles } = options;
  return {
    'network.state': () => isolation.state,
    'network.savePolicy': (input) => isolation.savePolicy(input),
    'network.decide': (input) => isolation.decide(input),
    'proxy.state': () => proxies.state,
    'proxy.chooseScript': (source) => options.chooseScript(source),
    'proxy.save': async ({ change }) => {
      if (change.kind !== 'script') return proxies.save(change);
      const file = change.file === null ? undefined : await chosenFiles.readScript(change.file);
      return proxies.save({ kind: 'script', file });
    },
    'journal.read': (input) => isolation.readJournal(input),
    'journal.clear': () => options.clearJournal(),
  };
}
