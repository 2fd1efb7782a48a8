import { useMemo, useRef } from 'react';
import type { SessionCounters } from '../../../contract/sessions.ts';
import { formatCount, formatSize } from '../../model/format.ts';
import type { ScenarioPage } from '../../model/scenario-page.ts';
import { isLive } from '../../model/scenario-state.ts';
import { TranscriptModel } from '../../model/transcript-model.ts';
import { words } from '../../model/words.ts';
import { usePageServices } from '../page-context.ts';
import { RecordingBar } from '../recording-bar.tsx';
import { useNextFocus, type ScenarioView } from '../use-scenario.ts';
import { Transcript } from './transcript.tsx';

/** What has happened on a scenario's page. */
export function ScenarioTranscript({ view, beginVerb }: { readonly view: ScenarioView; readonly beginVerb: string }) {
  const { client, app } = usePageServices();
  const { page, counters, recordsFrames, connection } = view;
  const isConnected = connection !== undefined && isLive(connection);
  const { log } = page;
  const model = useMemo(() => new TranscriptModel(client, app, log), [client, app, log]);
  const sectionRef = useRef<HTMLElement>(null);
  // The connection ended by itself, perhaps while something was typed: what is typed on must not press Connect.
  const grid = () => sectionRef.current?.querySelector<HTMLElement>('[role="grid"]');
  useNextFocus(view.state, { from: 'connected', to: 'disconnected' }, grid);
  return (
    <Transcript
      model={model}
      totals={counters && totals(counters, page)}
      counts={{
        messages: (counters?.sentMessages ?? 0) + (counters?.receivedMessages ?? 0),
        problems: counters?.problems ?? 0,
      }}
      empty={{ title: words.transcript.empty, text: words.transcript.emptyExplanation(beginVerb) }}
      notice={
        <RecordingBar
          log={view.log}
          isLive={isConnected}
          onLimit={(limitBytes, whenFull) => void page.setLogLimit(limitBytes, whenFull)}
          onChosen={() => grid()?.focus()}
        />
      }
      isPrivate={view.log?.isPrivate ?? false}
      recording={{ isOn: recordsFrames, onChange: (frames) => void page.setRecording(frames) }}
      canPing={connection?.kind === 'open'}
      onClear={() => void page.clearLog()}
      sectionRef={sectionRef}
    />
  );
}

function totals(
  { receivedMessages, sentMessages, receivedBytes, sentBytes }: SessionCounters,
  page: ScenarioPage,
): string {
  const { counts } = page.rules;
  const counted = typeof counts === 'string' ? counts : counts(page.store.getState().drafts);
  if (counted === 'bytes') return words.transcript.byteTotals(formatSize(receivedBytes), formatSize(sentBytes));
  return words.transcript.totals(
    formatCount(receivedMessages),
    formatCount(sentMessages),
    formatSize(receivedBytes + sentBytes),
  );
}
