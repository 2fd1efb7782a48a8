import { words } from '../model/words.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Checkmark16Regular, Copy16Regular } from '../ui/icons.ts';
import { useCopy } from './use-copy.ts';

interface CopyButtonProps {
  readonly label: string;
  readonly text: string;
}

/** Puts a text on the clipboard, and says that it did. */
export function CopyButton({ label, text }: CopyButtonProps) {
  const { isCopied, copy } = useCopy();
  return (
    <IconButton
      label={isCopied ? words.copied : label}
      icon={isCopied ? Checkmark16Regular : Copy16Regular}
      disabled={text === ''}
      onClick={() => copy(text)}
    />
  );
}
