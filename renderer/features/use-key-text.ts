import { keysOf } from '../model/key-map.ts';
import { usePageServices } from './page-context.ts';

/** How the keys of a command are written on this system, as its own menus do: `Ctrl+S`, `⌘S`. */
export function useKeyText(): (id: Parameters<typeof keysOf>[0]) => string {
  const { client } = usePageServices();
  const isMac = client.platform === 'darwin';
  return (id) => keysOf(id, isMac).join(isMac ? '' : '+');
}
