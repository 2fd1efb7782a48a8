import type { Origin } from '../../../contract/workbench/effective-request.ts';
import { words } from '../../model/words.ts';

/** Where something was said, in words. */
export function originText(origin: Origin): string {
  const { origins } = words.connectionEditor.preview;
  switch (origin.kind) {
    case 'connection':
    case 'app':
    case 'protocol':
      return origins[origin.kind];
    case 'folder':
      return origins.folder(origin.path);
    case 'environment':
      return origins.environment(origin.name);
  }
}
