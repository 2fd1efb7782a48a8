import { Button, makeStyles, tokens, Tooltip } from '@fluentui/react-components';
import type { Ref } from 'react';
import { Server20Regular } from './icons.ts';
import { StatusDot } from './status-dot.tsx';

const useStyles = makeStyles({
  button: {
    width: '100%',
    height: '36px',
    minWidth: 0,
    justifyContent: 'flex-start',
    paddingInlineStart: '9px',
    paddingInlineEnd: tokens.spacingHorizontalS,
    fontWeight: tokens.fontWeightRegular,
    gap: tokens.spacingHorizontalXXS,
  },
  label: { flexGrow: 1, textAlign: 'start', whiteSpace: 'nowrap' },
  icon: { position: 'relative', width: '20px', height: '20px' },
  dotOnIcon: { position: 'absolute', insetInlineEnd: '-2px', bottom: '-2px' },
});

/** What the dot says of it. */
const statuses = { starting: 'waiting', stopped: 'none', failed: 'bad', running: 'good' } as const;

interface ServerButtonProps {
  readonly label: string;
  readonly kind: 'starting' | 'stopped' | 'failed' | 'running';
  readonly isIconOnly: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A rail entry that says, with a dot and a word, how the built-in server is. What a trigger adds goes through. */
export function ServerButton({ label, kind, isIconOnly, ref, ...rest }: ServerButtonProps) {
  const styles = useStyles();
  const dot = <StatusDot status={statuses[kind]} className={isIconOnly ? styles.dotOnIcon : undefined} />;
  const button = (
    <Button
      appearance="subtle"
      className={styles.button}
      aria-label={label}
      icon={
        <span className={styles.icon}>
          <Server20Regular />
          {isIconOnly && dot}
        </span>
      }
      {...rest}
      // The library's type allows for a link in the button's place, so that no element type fits its ref.
      ref={ref as Ref<never>}
    >
      {isIconOnly ? undefined : (
        <>
          <span className={styles.label}>{label}</span>
          {dot}
        </>
      )}
    </Button>
  );
  if (!isIconOnly) return button;
  return (
    <Tooltip content={label} relationship="inaccessible" positioning="after">
      {button}
    </Tooltip>
  );
}
