import type { ConnectionState } from '../../../contract/sessions.ts';
import { makeStyles, media, mergeClasses, tokens } from '../../ui/styles.ts';

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
  open: { ...filled, backgroundColor: tokens.colorStatusSuccessForeground1 },
  failed: { ...filled, backgroundColor: tokens.colorStatusDangerForeground1 },
  wait: { ...filled, backgroundColor: tokens.colorStatusWarningForeground1 },
});

interface StateDotProps {
  readonly connection: ConnectionState | undefined;
  /** Whether it waits to connect again. */
  readonly isWaiting?: boolean;
}

/** What a connection does, as a dot; a word stands beside it, or in the tab's pane. */
export function StateDot({ connection, isWaiting = false }: StateDotProps) {
  const styles = useStyles();
  const kind = connection?.kind;
  // Giving up is no failure.
  const isFailed = connection?.kind === 'failed' && connection.error.code !== 'canceled';
  const waits = isWaiting || kind === 'connecting' || kind === 'closing';
  return (
    <span
      aria-hidden
      className={mergeClasses(
        styles.dot,
        kind === 'open' && styles.open,
        isFailed && styles.failed,
        waits && styles.wait,
      )}
    />
  );
}
