import type { ConnectionState } from '../../contract/sessions.ts';
import { StatusDot } from '../ui/status-dot.tsx';

interface StateDotProps {
  readonly connection: ConnectionState | undefined;
  /** Whether it waits to connect again. */
  readonly isWaiting?: boolean;
}

/** What a connection does, as a dot; a word stands beside it, or in the tab's pane. */
export function StateDot({ connection, isWaiting = false }: StateDotProps) {
  const kind = connection?.kind;
  if (isWaiting || kind === 'connecting' || kind === 'closing') return <StatusDot status="waiting" />;
  // Giving up is no failure.
  if (connection?.kind === 'failed' && connection.error.code !== 'canceled') return <StatusDot status="bad" />;
  return <StatusDot status={kind === 'open' ? 'good' : 'none'} />;
}
