import { Button } from '@fluentui/react-components';
import type { Ref } from 'react';

interface PushButtonProps {
  readonly label: string;
  /** Its name for assistive technology, where the label alone does not say of what. Default: the label. */
  readonly name?: string;
  readonly disabled: boolean;
  /** Disabled, and keeps the focus. */
  readonly isWaiting?: boolean;
  readonly className?: string;
  readonly onClick: () => void;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A small button inside a form that can be given the focus. */
export function PushButton({ label, name, isWaiting = false, ref, ...rest }: PushButtonProps) {
  return (
    <Button
      size="small"
      aria-label={name ?? label}
      disabledFocusable={isWaiting}
      {...rest}
      // The library's type allows for a link in the button's place, so that no element type fits its ref.
      ref={ref as Ref<never>}
    >
      {label}
    </Button>
  );
}
