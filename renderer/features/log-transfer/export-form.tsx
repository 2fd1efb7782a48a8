import { useState } from 'react';
import { exportFormats, type ExportFormat } from '../../../contract/log-export.ts';
import type { SessionId } from '../../../contract/sessions.ts';
import type { ExportChoice, ExportedRows } from '../../model/log-transfers.ts';
import { words } from '../../model/words.ts';
import { Option } from '../../ui/option.tsx';
import { PushButton } from '../../ui/push-button.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { makeStyles, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: tokens.spacingVerticalS },
});

/** Rows that can be exported instead of all of them, such as those of a filter or of a selection. */
export interface ExportPart {
  /** `3 selected rows` */
  readonly label: string;
  readonly rows: ExportedRows;
}

interface ExportFormProps {
  readonly session: SessionId;
  /** Default: there is no choice. */
  readonly parts?: readonly ExportPart[];
  readonly onExport: (choice: ExportChoice) => void;
}

const noParts: readonly ExportPart[] = [];

/** What of a log is to be in a file, and in which format. */
export function ExportForm({ session, parts = noParts, onExport }: ExportFormProps) {
  const styles = useStyles();
  const [format, setFormat] = useState<ExportFormat>('ndjson');
  const [what, setWhat] = useState('all');
  const [includesSecrets, setIncludesSecrets] = useState(false);
  const options = [
    { value: 'all', label: words.logTransfer.allRows },
    ...parts.map(({ label }, index) => ({ value: String(index), label })),
  ];
  return (
    <div className={styles.form}>
      <RadioChoice
        label={words.logTransfer.format}
        value={format}
        options={exportFormats.map((value) => {
          const { label, line } = words.logTransfer.formats[value];
          return { value, label, line };
        })}
        onChange={setFormat}
      />
      {parts.length > 0 && (
        <RadioChoice label={words.logTransfer.what} value={what} options={options} onChange={setWhat} />
      )}
      <Option
        label={words.logTransfer.includesSecrets}
        explanation={words.logTransfer.secretsExplanation}
        checked={includesSecrets}
        onChange={setIncludesSecrets}
      />
      <PushButton
        label={words.logTransfer.export}
        disabled={false}
        onClick={() => onExport({ session, format, rows: parts[Number(what)]?.rows, includesSecrets })}
      />
    </div>
  );
}
