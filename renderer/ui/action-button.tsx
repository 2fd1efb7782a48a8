import { Button, makeStyles } from '@fluentui/react-components';
import type { Ref } from 'react';

const useStyles = makeStyles({
  button: { width: 'max-content', minWidth: '112px', flexShrink: 0, whiteSpace: 'nowrap' },
});

interface ActionButtonProps {
  readonly label: string;
  readonly appearance?: 'primary' | 'secondary' | 'subtle';
  readonly disabled?: boolean;
  /** Disabled, and keeps the focus: for a moment's wait. */
  readonly isWaiting?: boolean;
  /** For a button that shows and hides a part of the page. */
  readonly isExpanded?: boolean;
  readonly onClick?: () => void;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

/** A button of one width, whatever short label it has: nothing beside it moves when that changes. A long one widens it. */
export function ActionButton({
  label,
  appearance = 'secondary',
  isWaiting = false,
  isExpanded,
  ref,
  ...rest
}: ActionButtonProps) {
  const styles = useStyles();
  return (
    <Button
      appearance={appearance}
      disabledFocusable={isWaiting}
      {...(isExpanded !== undefined && { 'aria-expanded': isExpanded })}
      {...rest}
      className={styles.button}
      // The library's type allows for a link in the button's place, so that no element type fits its ref.
      ref={ref as Ref<never>}
    >
      {label}
    </Button>
  );
}
