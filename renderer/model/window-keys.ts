/** What a key does anywhere in the window. */
export type WindowCommand =
  | { readonly kind: 'page'; readonly number: number }
  | { readonly kind: 'address' }
  | { readonly kind: 'find' }
  | { readonly kind: 'hit'; readonly direction: 'next' | 'previous' }
  | { readonly kind: 'primary' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'nextRegion'; readonly backwards: boolean }
  | { readonly kind: 'keys' };

export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * @param isTyping whether the key would put a character into a field
 * @returns undefined for a key that means nothing to the window
 */
export function commandOf(
  { key, ctrlKey, metaKey, altKey, shiftKey }: Key,
  { isMac, isTyping }: { readonly isMac: boolean; readonly isTyping: boolean },
): WindowCommand | undefined {
  if (altKey || (isMac ? ctrlKey : metaKey)) return undefined;
  if (isMac ? metaKey : ctrlKey) return commandKey(key);
  switch (key) {
    case 'Escape':
      return { kind: 'cancel' };
    case 'F3':
      return { kind: 'hit', direction: shiftKey ? 'previous' : 'next' };
    case 'F6':
      return { kind: 'nextRegion', backwards: shiftKey };
    case '?':
      return isTyping ? undefined : { kind: 'keys' };
    default:
      return undefined;
  }
}

function commandKey(key: string): WindowCommand | undefined {
  if (/^[1-9]$/.test(key)) return { kind: 'page', number: Number(key) };
  if (key.toLowerCase() === 'l') return { kind: 'address' };
  if (key.toLowerCase() === 'f') return { kind: 'find' };
  return key === 'Enter' ? { kind: 'primary' } : undefined;
}
