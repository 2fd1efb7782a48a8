import { useId, useRef, useState, type ChangeEvent } from 'react';
import { formatSize } from '../../model/format.ts';
import { schemaLimit, type MessageReading, type SchemaFault } from '../../model/message-reading.ts';
import { words } from '../../model/words.ts';
import { LinesField } from '../../ui/lines-field.tsx';
import { PushButton } from '../../ui/push-button.tsx';
import { makeStyles, tokens, visuallyHidden } from '../../ui/styles.ts';
import { ValueSelect } from '../../ui/value-select.tsx';
import { useStore } from '../use-store.ts';

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  file: visuallyHidden,
});

/** The .proto that names the fields of messages, and which type of it they are. */
export function SchemaForm({ reading }: { readonly reading: MessageReading }) {
  const styles = useStyles();
  const id = useId();
  const fileRef = useRef<HTMLInputElement>(null);
  const { schemaText, schema, schemaFault, messageType } = useStore(reading.store);
  const [isOpen, setIsOpen] = useState(false);
  const { detail } = words;
  const readFile = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [file] = target.files ?? [];
    // Chosen again, the same file is another one.
    target.value = '';
    if (file === undefined) return;
    // Bytes are no fewer than characters: what is too large is refused unread.
    await reading.setSchema(file.size > 4 * schemaLimit ? ' '.repeat(schemaLimit + 1) : await file.text());
  };
  return (
    <div className={styles.form}>
      <div className={styles.row}>
        {schema !== undefined && (
          <ValueSelect
            id={`${id}type`}
            label={detail.schema.type}
            value={messageType}
            disabled={false}
            options={[
              { value: '', label: detail.schema.none },
              ...[...schema.keys()].map((name) => ({ value: name, label: name })),
            ]}
            onChange={(name) => reading.chooseType(name)}
          />
        )}
        <PushButton label={detail.schema.title} disabled={false} onClick={() => setIsOpen(!isOpen)} />
        <PushButton label={detail.schema.file} disabled={false} onClick={() => fileRef.current?.click()} />
        <input
          ref={fileRef}
          className={styles.file}
          type="file"
          accept=".proto,text/plain"
          aria-label={detail.schema.file}
          tabIndex={-1}
          onChange={(event) => void readFile(event)}
        />
        {schemaText !== '' && (
          <PushButton label={detail.schema.clear} disabled={false} onClick={() => void reading.setSchema('')} />
        )}
      </div>
      {(isOpen || schemaFault !== undefined) && (
        <LinesField
          label={detail.schema.text}
          value={schemaText}
          hint={detail.schema.hint}
          placeholder={'syntax = "proto3";\nmessage Greeting { string text = 1; }'}
          faults={schemaFault === undefined ? [] : [faultText(schemaFault)]}
          onChange={(text) => void reading.setSchema(text)}
        />
      )}
    </div>
  );
}

function faultText(fault: SchemaFault): string {
  const { schema } = words.detail;
  if (fault.kind === 'tooLarge') return schema.tooLarge(formatSize(schemaLimit));
  return fault.kind === 'empty' ? schema.empty : schema.fault(fault.line, fault.message);
}
