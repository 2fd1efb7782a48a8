import { useEffect, useId, useMemo, useState } from 'react';
import type { LogSummary } from '../../../../contract/log-summary.ts';
import type { SessionId } from '../../../../contract/sessions.ts';
import { formatCount, formatDuration } from '../../../model/format.ts';
import { SummaryView } from '../../../model/summary-view.ts';
import { words } from '../../../model/words.ts';
import { Tab, TabList } from '../../../ui/controls.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Table16Regular } from '../../../ui/icons.ts';
import { Explanation } from '../../explanation.tsx';
import { usePageServices } from '../../page-context.ts';
import { useStore } from '../../use-store.ts';
import { useChartStyles } from './chart-styles.ts';
import { PingsChart } from './pings-chart.tsx';
import { SizesChart } from './sizes-chart.tsx';
import { TrafficChart } from './traffic-chart.tsx';

const kinds = ['traffic', 'sizes', 'pings'] as const;
type Kind = (typeof kinds)[number];

interface ChartsPanelProps {
  /** What the panel is called: of two beside each other each has a name of its own. */
  readonly label: string;
  readonly session: SessionId;
  /** Whether the session is connected. */
  readonly canPing: boolean;
  /** Whether a row of the session is one of the transcript's. */
  readonly isShown: (row: number) => boolean;
  /** Goes to a row of the session. */
  readonly onShow: (row: number) => void;
}

/** What a session's log comes to: its traffic over time, the sizes of its messages, how long pongs took. */
export function ChartsPanel({ label, session, canPing, isShown, onShow }: ChartsPanelProps) {
  const styles = useChartStyles();
  const id = useId();
  const { client } = usePageServices();
  const view = useMemo(() => new SummaryView(client, session), [client, session]);
  useEffect(() => view.open(), [view]);
  const { summary, problem } = useStore(view.store);
  const [kind, setKind] = useState<Kind>('traffic');
  const [isTable, setIsTable] = useState(false);
  return (
    <section className={styles.panel} aria-label={label}>
      <div className={styles.tools}>
        <TabList
          size="small"
          selectedValue={kind}
          aria-label={words.charts.kinds}
          onTabSelect={(_event, { value }) => setKind(kinds.find((known) => known === value) ?? 'traffic')}
        >
          {kinds.map((each) => (
            <Tab key={each} value={each} id={`${id}${each}`} aria-controls={`${id}panel`}>
              {words.charts[each]}
            </Tab>
          ))}
        </TabList>
        <IconButton
          label={words.charts.asTable}
          icon={Table16Regular}
          isPressed={isTable}
          onClick={() => setIsTable(!isTable)}
        />
      </div>
      <div role="tabpanel" id={`${id}panel`} aria-labelledby={`${id}${kind}`} className={styles.content}>
        {problem !== undefined && <Explanation error={problem} />}
        {summary !== undefined && (
          <>
            {kind === 'traffic' && (
              <TrafficChart summary={summary} isTable={isTable} isShown={isShown} onShow={onShow} />
            )}
            {kind === 'sizes' && <SizesChart summary={summary} isTable={isTable} />}
            {kind === 'pings' && <PingsChart summary={summary} isTable={isTable} canPing={canPing} />}
            {events(summary) !== '' && <p className={styles.figures}>{events(summary)}</p>}
          </>
        )}
      </div>
    </section>
  );
}

/** What else there was, where there was something. */
function events({ problems, gaps, pauses, pausedMs, isReading, rows }: LogSummary): string {
  const { charts } = words;
  return [
    isReading ? charts.reading(formatCount(rows)) : '',
    problems > 0 ? charts.problems(problems) : '',
    gaps > 0 ? charts.gaps(gaps) : '',
    pauses > 0 ? charts.pauses(formatCount(pauses), formatDuration(pausedMs)) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
