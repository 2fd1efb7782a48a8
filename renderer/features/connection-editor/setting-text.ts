import type { EffectiveRequest } from '../../../contract/workbench/effective-request.ts';
import { words } from '../../model/words.ts';

/** The value of a setting that is not in the head; names of main's own have words, the others are as they were given. */
export function settingText({ name, text }: EffectiveRequest['settings'][number]): string {
  const { auth, proxy } = words.connectionEditor;
  if (name === 'proxy' && (text === 'app' || text === 'none')) return proxy.kinds[text].label;
  const kinds: Readonly<Record<string, { readonly label: string } | undefined>> = auth.kinds;
  return (name === 'auth' ? kinds[text]?.label : undefined) ?? text;
}
