import type { ScenarioView } from '../../features/use-scenario.ts';
import { useStore } from '../../features/use-store.ts';
import { words } from '../../model/words.ts';
import { Option } from '../../ui/option.tsx';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { FileLane } from './file-lane.tsx';

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
  title: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: 0 },
  lanes: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalXXL,
    rowGap: tokens.spacingVerticalM,
    '@container form (min-width: 560px)': { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
  },
});

/** Files over the connection: one out, one in, and a switch that makes the server wait. */
export function FilesPart({ view }: { readonly view: ScenarioView }) {
  const styles = useStyles();
  const { files } = view.page;
  const { sending, receiving, isPaused } = useStore(files.store);
  const isOpen = view.connection?.kind === 'open';
  const { firstFile } = view.drafts;
  const isSending = sending !== undefined && sending.transfer.end === undefined;
  const isReceiving = receiving !== undefined && receiving.transfer.end === undefined;
  const canReceive = isOpen || view.state === 'disconnected';
  return (
    <section className={styles.part} aria-label={words.files.label}>
      <h2 className={styles.title}>{words.files.label}</h2>
      <div className={styles.lanes}>
        <FileLane
          way="sending"
          progress={sending}
          choose={words.files.send}
          canChoose={isOpen}
          onChoose={() => void files.send()}
          onDrop={(source) => files.send(source)}
          end={{ label: words.files.cancel, name: words.files.cancelLabel }}
          canEnd={isSending}
          onEnd={() => void files.cancelSending()}
          hint={isOpen ? words.files.sendHint : words.files.sendHintOffline}
        />
        <FileLane
          way="receiving"
          progress={receiving}
          isPaused={isPaused}
          waiting={firstFile?.name}
          choose={words.files.receive}
          canChoose={canReceive}
          onChoose={() => void files.receive()}
          end={
            firstFile === undefined
              ? { label: words.files.stop, name: words.files.stopLabel }
              : { label: words.files.forget, name: words.files.forgetLabel }
          }
          canEnd={firstFile !== undefined || isReceiving}
          onEnd={() => (firstFile === undefined ? void files.stopReceiving() : files.forgetFirstFile())}
          hint={receiveHint(firstFile !== undefined, isOpen)}
        />
      </div>
      <Option
        isSwitch
        label={words.files.pause}
        explanation={words.files.pauseExplanation}
        checked={isPaused}
        disabled={!isOpen}
        onChange={(checked) => void files.setPaused(checked)}
      />
    </section>
  );
}

function receiveHint(hasFirstFile: boolean, isOpen: boolean): string {
  if (hasFirstFile) return words.files.firstFile;
  return isOpen ? words.files.receiveHint : words.files.receiveHintOffline;
}
