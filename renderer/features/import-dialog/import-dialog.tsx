import { useEffect, useState } from 'react';
import { importTextLimit, type ImportProposal } from '../../../contract/workbench/importing.ts';
import { formatSize } from '../../model/format.ts';
import { ImportDialogModel, type ImportDialogState } from '../../model/import-dialog.ts';
import { words } from '../../model/words.ts';
import { Button, Checkbox, Dialog, DialogSurface } from '../../ui/controls.ts';
import { DialogPanel } from '../../ui/dialog-panel.tsx';
import { LinesField } from '../../ui/lines-field.tsx';
import { PushButton } from '../../ui/push-button.tsx';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { DropTarget } from '../drop-target.tsx';
import { usePageServices } from '../page-context.ts';
import { Section } from '../section.tsx';
import { useStore } from '../use-store.ts';
import { LeftOutList } from './left-out-list.tsx';
import { errorText } from '../../model/error-text.ts';

const useStyles = makeStyles({
  source: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalS },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  line: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  // The box stands level with the text above.
  box: { marginInlineStart: '-8px' },
  name: { overflowWrap: 'anywhere' },
});

interface ImportDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** What was written, by its path in the library. */
  readonly onImported: (paths: readonly string[]) => void;
}

/** Reads what other tools wrote, shows what it would become and what is lost, and imports what is chosen of it. */
export function ImportDialog({ isOpen, onClose, onImported }: ImportDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={(_event, { open }) => !open && onClose()}>
      <DialogSurface>{isOpen && <Content onClose={onClose} onImported={onImported} />}</DialogSurface>
    </Dialog>
  );
}

/** There only while the dialog is open. */
function Content({ onClose, onImported }: Omit<ImportDialogProps, 'isOpen'>) {
  const styles = useStyles();
  const { client } = usePageServices();
  const [model] = useState(() => new ImportDialogModel(client));
  useEffect(() => () => model.close(), [model]);
  const state = useStore(model.store);
  const { proposal, chosen, isBusy } = state;
  const accept = async (): Promise<void> => {
    const paths = await model.accept();
    if (paths === undefined) return;
    onImported(paths);
    onClose();
  };
  return (
    <DialogPanel
      title={words.importing.title}
      actions={
        <>
          <Button onClick={onClose}>{words.importing.cancel}</Button>
          <Button
            appearance="primary"
            disabled={proposal === undefined || chosen.size === 0}
            disabledFocusable={isBusy}
            onClick={() => void accept()}
          >
            {words.importing.import(chosen.size)}
          </Button>
        </>
      }
    >
      <DropTarget
        className={styles.source}
        disabled={isBusy}
        onDrop={(source) => model.readFile(source)}
        onFailed={(problem) => model.refuse(problem)}
      >
        <LinesField
          label={words.importing.text}
          value={state.text}
          hint={words.importing.hint}
          placeholder={words.importing.placeholder}
          faults={faultsOf(state)}
          onChange={(value) => model.setText(value)}
        />
        <div className={styles.buttons}>
          <PushButton
            label={isBusy ? words.importing.reading : words.importing.read}
            disabled={state.text.trim() === '' || state.text.length > importTextLimit}
            isWaiting={isBusy}
            onClick={() => void model.read()}
          />
          <PushButton
            label={words.importing.chooseFile}
            disabled={false}
            isWaiting={isBusy}
            onClick={() => void model.readFile()}
          />
        </div>
      </DropTarget>
      <div aria-live="polite">
        {proposal !== undefined && <Found model={model} proposal={proposal} chosen={chosen} />}
      </div>
    </DialogPanel>
  );
}

interface FoundProps {
  readonly model: ImportDialogModel;
  readonly proposal: ImportProposal;
  readonly chosen: ReadonlySet<number>;
}

function Found({ model, proposal, chosen }: FoundProps) {
  const styles = useStyles();
  return (
    <Section title={words.importing.found}>
      <p className={styles.line}>{words.importing.source(proposal.kind)}</p>
      {proposal.secrets.length > 0 && (
        <p className={styles.line}>{words.importing.secrets(proposal.secrets.join(', '))}</p>
      )}
      <ul className={styles.list}>
        {proposal.documents.map(({ folders, name, content, leftOut }, index) => (
          // Nothing but its place tells one document from another.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <Checkbox
              className={styles.box}
              label={
                <span className={styles.name}>
                  {words.importing.kinds[content.kind]}: {[...folders, name].join(' / ')}
                </span>
              }
              checked={chosen.has(index)}
              onChange={(_event, { checked }) => model.choose(index, checked === true)}
            />
            <LeftOutList title={words.importing.leftOut} items={leftOut} />
          </li>
        ))}
      </ul>
      <LeftOutList title={words.importing.leftOut} items={proposal.leftOut} />
    </Section>
  );
}

function faultsOf({ text, problem }: ImportDialogState): string[] {
  if (text.length > importTextLimit) {
    return [words.importing.tooLong(formatSize(text.length), formatSize(importTextLimit))];
  }
  return problem === undefined ? [] : [`${words.importing.failed}: ${errorText(problem)}`];
}
