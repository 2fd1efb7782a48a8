import { Button, Tooltip, type ButtonProps } from '@fluentui/react-components';
import type { Ref } from 'react';
import type { Icon } from './icons.ts';

interface IconButtonProps {
  /** Its name, also shown as tooltip. */
  readonly label: string;
  readonly icon: Icon;
  readonly size?: ButtonProps['size'];
  readonly disabled?: boolean;
  /** Of a button that stays down. */
  readonly isPressed?: boolean;
  readonly className?: string;
  readonly onClick?: () => void;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

/** A button that is an icon. What a trigger around it adds goes through to the button. */
export function IconButton({ label, icon: Icon, size = 'small', isPressed, ref, ...rest }: IconButtonProps) {
  return (
    <Tooltip content={label} relationship="label">
      {/* The library's type allows for a link in the button's place, so that no element type fits its ref. */}
      <Button
        appearance="subtle"
        size={size}
        icon={<Icon />}
        aria-pressed={isPressed}
        {...rest}
        ref={ref as Ref<never>}
      />
    </Tooltip>
  );
}
