import { windowKeys } from './key-map.ts';

/** Where the native menu’s help leads: a line each. */
export type HelpSubject = 'documentation' | 'report';

/** What a key does anywhere in the window. */
export type WindowCommand =
  | { readonly kind: 'page'; readonly number: number }
  | { readonly kind: 'palette' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'newConnection' }
  | { readonly kind: 'import' }
  | { readonly kind: 'reopenTab' }
  | { readonly kind: 'closeTab' }
  | { readonly kind: 'save' }
  | { readonly kind: 'saveAs' }
  | { readonly kind: 'address' }
  | { readonly kind: 'find' }
  | { readonly kind: 'hit'; readonly direction: 'next' | 'previous' }
  | { readonly kind: 'primary' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'nextRegion'; readonly backwards: boolean }
  | { readonly kind: 'zoom'; readonly direction: 'in' | 'out' | 'reset' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'help'; readonly subject: HelpSubject };

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
  const hasCommand = isMac ? metaKey : ctrlKey;
  const name = key.length === 1 ? key.toLowerCase() : key;
  const candidates = windowKeys.flatMap((line) =>
    line.presses
      .filter((press) => press.key === name && (press.command === true) === hasCommand)
      .map((press) => ({ line, press })),
  );
  // On some keyboards a sign needs Shift, on others not.
  const chosen = candidates.find(({ press }) => (press.shift === true) === shiftKey) ?? candidates[0];
  if (chosen === undefined || (chosen.line.notWhileTyping === true && isTyping)) return undefined;
  return chosen.press.shift === true && !shiftKey ? undefined : chosen.line.commandOf(chosen.press);
}
