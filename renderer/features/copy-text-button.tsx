import { words } from '../model/words.ts';
import { PushButton } from '../ui/push-button.tsx';
import { useCopy } from './use-copy.ts';

interface CopyTextButtonProps {
  readonly label: string;
  /** Asked for when the button is pressed. */
  readonly text: () => string;
}

/** Puts a text on the clipboard, and says that it did; with a label. */
export function CopyTextButton({ label, text }: CopyTextButtonProps) {
  const { isCopied, copy } = useCopy();
  return <PushButton label={isCopied ? words.copied : label} disabled={false} onClick={() => copy(text())} />;
}
