import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { media } from './styles.ts';

/** Filled, also where the system's colours take the place of ours. */
const filled = {
  border: 'none',
  [media.forcedColors]: { forcedColorAdjust: 'none', backgroundColor: 'CanvasText' },
} as const;

const useStyles = makeStyles({
  dot: {
    width: '8px',
    height: '8px',
    flexShrink: 0,
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
  },
  good: { ...filled, backgroundColor: tokens.colorStatusSuccessForeground1 },
  bad: { ...filled, backgroundColor: tokens.colorStatusDangerForeground1 },
  waiting: { ...filled, backgroundColor: tokens.colorStatusWarningForeground1 },
  none: {},
});

interface StatusDotProps {
  readonly status: 'good' | 'bad' | 'waiting' | 'none';
  readonly className?: string | undefined;
}

/** How something is, as a dot; a word stands beside it. */
export function StatusDot({ status, className }: StatusDotProps) {
  const styles = useStyles();
  return <span aria-hidden className={mergeClasses(styles.dot, styles[status], className)} />;
}
