import { useState } from 'react';
import type { FileSource } from '../../../contract/commands/command.ts';
import type { SessionId } from '../../../contract/sessions.ts';
import { words } from '../../model/words.ts';
import { Button, Dialog, DialogSurface, DialogTrigger } from '../../ui/controls.ts';
import { DialogPanel } from '../../ui/dialog-panel.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ArrowExport16Regular } from '../../ui/icons.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { DropTarget } from '../drop-target.tsx';
import { Section } from '../section.tsx';
import { ExportForm, type ExportPart } from './export-form.tsx';
import { TransferLines } from './transfer-lines.tsx';
import { useLogTransfers } from './use-log-transfers.ts';

const useStyles = makeStyles({
  explanation: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground3 },
  // As wide as what it says.
  button: { alignSelf: 'flex-start' },
});

interface LogTransferProps {
  /** The log to export; undefined where there is none. */
  readonly session: SessionId | undefined;
  /** What can be exported instead of all rows. */
  readonly parts?: readonly ExportPart[];
}

/** A button that opens the dialog with which logs are exported and imported. What is under way goes on when it is closed. */
export function LogTransferButton(props: LogTransferProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={(_event, { open }) => setIsOpen(open)}>
      <DialogTrigger disableButtonEnhancement>
        <IconButton label={words.logTransfer.open} icon={ArrowExport16Regular} />
      </DialogTrigger>
      <DialogSurface>
        <Content {...props} />
      </DialogSurface>
    </Dialog>
  );
}

/** There only while the dialog is open. */
function Content({ session, parts }: LogTransferProps) {
  const styles = useStyles();
  const { list, transfers } = useLogTransfers();
  const importFrom = (source?: FileSource): Promise<void> => {
    list.dismissEnded();
    return list.import(source);
  };
  return (
    <DialogPanel
      title={words.logTransfer.title}
      actions={
        <DialogTrigger disableButtonEnhancement>
          <Button>{words.logTransfer.close}</Button>
        </DialogTrigger>
      }
    >
      {session !== undefined && (
        <Section title={words.logTransfer.exportTitle}>
          <ExportForm
            session={session}
            {...(parts !== undefined && { parts })}
            onExport={(choice) => {
              list.dismissEnded();
              void list.export(choice);
            }}
          />
        </Section>
      )}
      <DropTarget onDrop={importFrom}>
        <Section title={words.logTransfer.importTitle}>
          <p className={styles.explanation}>{words.logTransfer.importExplanation}</p>
          <PushButton
            className={styles.button}
            label={words.logTransfer.import}
            disabled={false}
            onClick={() => void importFrom()}
          />
        </Section>
      </DropTarget>
      <TransferLines transfers={transfers} onCancel={(transfer) => void list.cancel(transfer)} />
    </DialogPanel>
  );
}
