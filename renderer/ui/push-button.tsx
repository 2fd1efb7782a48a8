import { Button } from '@fluentui/react-components';
import type { Ref } from 'react';

interface PushButtonProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
  readonly ref: Ref<HTMLButtonElement>;
}

/** A small button inside a form that can be given the focus. */
export function PushButton({ label, ref, ...rest }: PushButtonProps) {
  return (
    // The library's type allows for a link in the button's place, so that no element type fits its ref.
    <Button size="small" {...rest} ref={ref as Ref<never>}>
      {label}
    </Button>
  );
}
