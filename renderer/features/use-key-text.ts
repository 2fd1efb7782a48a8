import { keysText } from '../model/key-map.ts';
import { usePageServices } from './page-context.ts';

/** How the keys of a line of the key map are written on this system, as its own menus do: `Ctrl+S`, `⌘S`. */
export function useKeyText(): (id: Parameters<typeof keysText>[0]) => string {
  const { client } = usePageServices();
  const isMac = client.platform === 'darwin';
  return (id) => keysText(id, isMac);
}
