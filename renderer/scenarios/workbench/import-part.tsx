import { words } from '../../model/words.ts';

/** The import dialog, once it is there. */
export function ImportPart(_: { readonly onClose: () => void }) {
  return <span hidden>{words.workbench.library.import}</span>;
}
