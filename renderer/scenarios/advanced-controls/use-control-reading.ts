import { useEffect, useMemo } from 'react';
import type { SessionControl } from '../../../contract/socket-control.ts';
import { usePageServices } from '../../features/page-context.ts';
import { useStore } from '../../features/use-store.ts';
import { ControlReading } from '../../model/control-reading.ts';
import type { ScenarioPage } from '../../model/scenario-page.ts';

/** The control object of the page's live session, kept up with. */
export function useControlReading(page: ScenarioPage): SessionControl | undefined {
  const { client } = usePageServices();
  const reading = useMemo(() => new ControlReading(client, page), [client, page]);
  useEffect(() => reading.start(), [reading]);
  return useStore(reading.store, ({ control }) => control);
}
