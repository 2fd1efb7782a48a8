import { useMemo, useRef, useState } from 'react';
import type { FileSource } from '../../../contract/commands/command.ts';
import { ConnectionEditor } from '../../features/connection-editor/connection-editor.tsx';
import { DropTarget } from '../../features/drop-target.tsx';
import { MessageComposer } from '../../features/message-composer/message-composer.tsx';
import { usePageServices } from '../../features/page-context.ts';
import { RecordingBar } from '../../features/recording-bar.tsx';
import { StatusBand } from '../../features/status-band.tsx';
import { Transcript } from '../../features/transcript/transcript.tsx';
import { useStore } from '../../features/use-store.ts';
import { formatCount, formatSize } from '../../model/format.ts';
import { isLive } from '../../model/scenario-state.ts';
import { TranscriptModel } from '../../model/transcript-model.ts';
import { noLibrary } from '../../model/workbench/library-model.ts';
import type { TabParts, WorkbenchTab } from '../../model/workbench/tabs.ts';
import type { TabConnection } from '../../model/workbench/tab-connection.ts';
import type { Workbench } from '../../model/workbench/workbench.ts';
import { recallNumber, rememberNumber } from '../../model/window-memory.ts';
import { words } from '../../model/words.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Tab, TabList } from '../../ui/controls.ts';
import { Beaker16Regular } from '../../ui/icons.ts';
import { Splitter } from '../../ui/splitter.tsx';
import { makeStyles, mergeClasses, scrollBar, tokens } from '../../ui/styles.ts';
import { ControlFrameLab } from './control-frame-lab.tsx';
import { composerDraftOf, putFileIntoComposer } from './composer-draft.ts';
import { StatusLine } from './status-line.tsx';
import { TabQuestions } from './tab-questions.tsx';
import { TabBar } from './tab-bar.tsx';
import { useWidth } from '../../ui/use-width.ts';
import { useRecordsFrames } from './use-records-frames.ts';

/** From this width on settings and messages can stand side by side. */
const bothPx = 900;
const shareName = 'workbench.parts';
/** High enough for six rows over what is sent with. */
const roomy = '@container messages (min-height: 520px)';

const useStyles = makeStyles({
  // In a lower pane, of two above each other, it scrolls.
  tab: { flexGrow: 1, minWidth: 0, minHeight: '340px', display: 'flex', flexDirection: 'column' },
  switch: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    flexShrink: 0,
    padding: `0 ${tokens.spacingHorizontalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  body: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'row' },
  editor: {
    ...scrollBar,
    flexGrow: 1,
    flexBasis: 0,
    minWidth: 0,
    overflowY: 'auto',
    padding: tokens.spacingHorizontalM,
  },
  messages: {
    containerName: 'messages',
    containerType: 'size',
    minWidth: 0,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    // What is below the transcript gives way first; where all is at its least, they scroll together.
    ...scrollBar,
    overflowY: 'auto',
  },
  transcript: {
    flexGrow: 1,
    flexShrink: 0,
    // Its head, the column heads and two rows.
    flexBasis: '126px',
    minWidth: 0,
    minHeight: 0,
    // The tab is its frame. Elsewhere the page scrolls when charts need more room.
    '& > section': { minHeight: 0, border: 'none', borderRadius: 0 },
    // And six rows.
    [roomy]: { flexBasis: '238px' },
  },
  // Charts besides.
  transcriptWithCharts: { flexBasis: '246px', [roomy]: { flexBasis: '444px' } },
  composer: {
    ...scrollBar,
    flexShrink: 1,
    // Its tabs, the kind of message and the button.
    minHeight: '144px',
    maxHeight: '50%',
    boxSizing: 'border-box',
    overflowY: 'auto',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    // Below is the line with the button, which keeps its own room.
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} 0`,
    ':empty': { display: 'none' },
  },
});

interface TabViewProps {
  readonly workbench: Workbench;
  readonly tab: WorkbenchTab;
  /** Whether the keys of the window act on it. */
  readonly isActive: boolean;
  readonly isSplit: boolean;
}

/** A tab: connection bar, settings and messages. */
export function TabView({ workbench, tab, isActive, isSplit }: TabViewProps) {
  const styles = useStyles();
  const { app, client } = usePageServices();
  const takeFile = async (source: FileSource): Promise<void> => {
    const file = await client.invoke('file.chooseToSend', source);
    if (file !== null) workbench.changeComposer(tab.id, (kept) => putFileIntoComposer(kept, file));
  };
  const connection = workbench.connectionOf(tab.id);
  const { current, status, failedSession } = useStore(connection.store);
  const library = useStore(workbench.library.store, (state) => state.library) ?? noLibrary;
  const hasCharts = useStore(app.store, ({ chartsLook }) => chartsLook.isOpen) && current !== undefined;
  const [ref, width] = useWidth();
  const [share, setShare] = useState(() => recallNumber(shareName) ?? 60);
  const { parts, lab } = words.workbench;
  /** What its parts are called by, where another tab is beside it. */
  const name = isSplit ? workbench.nameOf(tab) : undefined;
  const canBoth = width >= bothPx;
  const shows: TabParts = tab.shows === 'both' && !canBoth ? 'messages' : tab.shows;
  const isConnected = isLive(current?.connection);
  const choices: readonly TabParts[] = canBoth ? ['messages', 'editor', 'both'] : ['messages', 'editor'];
  return (
    <div ref={ref} className={styles.tab}>
      <TabBar workbench={workbench} tab={tab} isActive={isActive} isSplit={isSplit} />
      <TabQuestions workbench={workbench} tab={tab} />
      <div className={styles.switch}>
        <TabList
          size="small"
          selectedValue={shows}
          aria-label={parts.label}
          onTabSelect={(_event, { value }) => workbench.change(tab.id, { shows: value as TabParts })}
        >
          {choices.map((choice) => (
            <Tab key={choice} value={choice}>
              {parts[choice]}
            </Tab>
          ))}
        </TabList>
        {shows !== 'editor' && (
          <IconButton
            label={lab.show}
            icon={Beaker16Regular}
            isPressed={tab.isLabOpen}
            onClick={() => workbench.change(tab.id, { isLabOpen: !tab.isLabOpen })}
          />
        )}
      </div>
      <div className={styles.body}>
        {shows !== 'messages' && (
          <div className={styles.editor} data-region="form">
            <ConnectionEditor
              key={tab.id}
              label={words.partOf(words.connectionEditor.label, name)}
              source={{ path: tab.path, document: tab.document, environment: tab.environment }}
              library={library}
              isConnected={isConnected}
              onChange={(document) => workbench.edit(tab.id, document)}
            />
          </div>
        )}
        {shows === 'both' && (
          <Splitter
            label={parts.resize}
            share={share}
            onChange={(next) => {
              setShare(next);
              rememberNumber(shareName, next);
            }}
          />
        )}
        {shows !== 'editor' && (
          <div className={styles.messages} style={{ flexBasis: shows === 'both' ? `${share}%` : '100%' }}>
            <div className={mergeClasses(styles.transcript, hasCharts && styles.transcriptWithCharts)}>
              <TabTranscript
                connection={connection}
                label={name === undefined ? undefined : words.workbench.transcriptOf(name)}
              />
            </div>
            {tab.isLabOpen && <ControlFrameLab label={words.partOf(lab.title, name)} connection={connection} />}
            <DropTarget isPane className={styles.composer} onDrop={takeFile}>
              <MessageComposer
                label={name === undefined ? undefined : words.workbench.composerOf(name)}
                session={current?.session}
                isOpen={current?.connection.kind === 'open'}
                url={tab.document.address}
                scope={{ connection: tab.path, environment: tab.environment }}
                library={library}
                draft={composerDraftOf(tab.composer)}
                onDraft={(composer) => workbench.change(tab.id, { composer })}
              />
            </DropTarget>
          </div>
        )}
      </div>
      <StatusBand
        status={status}
        failedSession={failedSession}
        attemptedUrl={current?.url}
        isServerAddress={false}
        onDismiss={() => connection.dismissStatus()}
        onTakeServerAddress={() => undefined}
      />
      <StatusLine connection={connection} />
    </div>
  );
}

interface TabTranscriptProps {
  readonly connection: TabConnection;
  readonly label: string | undefined;
}

function TabTranscript({ connection, label }: TabTranscriptProps) {
  const { client, app } = usePageServices();
  const { current } = useStore(connection.store);
  const recordsFrames = useRecordsFrames(connection);
  const { log } = connection;
  const model = useMemo(() => new TranscriptModel(client, app, log), [client, app, log]);
  const sectionRef = useRef<HTMLElement>(null);
  const counters = current?.counters;
  const sent = counters?.sentMessages ?? 0;
  const received = counters?.receivedMessages ?? 0;
  const bytes = (counters?.sentBytes ?? 0) + (counters?.receivedBytes ?? 0);
  return (
    <Transcript
      model={model}
      {...(label !== undefined && { label })}
      totals={counters && words.transcript.totals(formatCount(received), formatCount(sent), formatSize(bytes))}
      counts={{ messages: sent + received, problems: counters?.problems ?? 0 }}
      empty={words.workbench.empty}
      notice={
        <RecordingBar
          log={current?.log}
          isLive={isLive(current?.connection)}
          onLimit={(limitBytes, whenFull) => void connection.setLogLimit(limitBytes, whenFull)}
          onChosen={() => sectionRef.current?.querySelector<HTMLElement>('[role="grid"]')?.focus()}
        />
      }
      isPrivate={current?.log.isPrivate ?? false}
      recording={{ isOn: recordsFrames, onChange: (frames) => void connection.setRecording(frames) }}
      canPing={current?.connection.kind === 'open'}
      onClear={() => void connection.clearLog()}
      sectionRef={sectionRef}
    />
  );
}
