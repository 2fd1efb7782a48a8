import { withoutRow, withRow, withRowMoved, withRowsAt } from '../../model/connection-editor/document-edits.ts';
import { commonHeaders, readHeaderBlock } from '../../model/connection-editor/header-rows.ts';
import { inheritedRows } from '../../model/connection-editor/inheritance.ts';
import { plainSecrets } from '../../model/connection-editor/secret-fields.ts';
import { words } from '../../model/words.ts';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { rowName, useRemovals } from '../use-removals.ts';
import type { EditorView } from './editor-view.ts';
import { Hint } from './field-parts.tsx';
import { PairTable } from './pair-table.tsx';
import { Part } from './part.tsx';

const useStyles = makeStyles({
  inherited: { ...text.caption, margin: 0, padding: 0, listStyleType: 'none', overflowWrap: 'anywhere' },
  line: { ...text.mono },
  from: { color: tokens.colorNeutralForeground3 },
});

interface RowsSectionProps {
  readonly view: EditorView;
  readonly name: 'headers' | 'cookies';
}

/** Headers or cookies: the rows of this document, and those it inherits. */
export function RowsSection({ view, name }: RowsSectionProps) {
  const styles = useStyles();
  const { headers, cookies } = words.connectionEditor;
  const rows = view.document[name] ?? [];
  const isHeaders = name === 'headers';
  const what = isHeaders ? headers.header : cookies.cookie;
  const removals = useRemovals<(typeof rows)[number]>({
    putBack: ({ thing, at }) => view.set(name, withRowsAt(rows, at, [thing])),
  });
  const inherited = inheritedRows(name, view.path, view.library);
  return (
    <>
      {inherited.length > 0 && (
        <Part title={headers.inherited}>
          <ul className={styles.inherited}>
            {inherited.map((row, index) => (
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index}>
                <span className={styles.line}>
                  {isHeaders ? `${row.name}: ${row.value}` : `${row.name}=${row.value}`}
                </span>{' '}
                <span className={styles.from}>{headers.from(row.path)}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Hint>{isHeaders ? headers.hint : cookies.hint}</Hint>
      <PairTable
        view={view}
        field={name}
        what={what}
        rows={rows}
        isSwitchable
        {...(isHeaders && { suggestions: commonHeaders })}
        plainSecrets={plainSecrets(view.document)}
        onEdit={(index, change) => view.set(name, withRow(rows, index, change))}
        onSwitch={(index, enabled) => view.set(name, withRow(rows, index, { enabled }))}
        onRemove={(index) => {
          const row = rows[index];
          if (row === undefined) return;
          removals.add({ what: rowName(row.name, what, index), thing: row, at: index });
          view.set(name, withoutRow(rows, index));
        }}
        removals={removals}
        onMove={(from, to) => view.set(name, withRowMoved(rows, from, to))}
        onPaste={(index, event) => {
          const block = isHeaders ? readHeaderBlock(event.clipboardData.getData('text/plain')) : undefined;
          if (block === undefined) return;
          event.preventDefault();
          const row = rows[index];
          const isEmpty = row?.name === '' && row.value === '';
          view.set(name, withRowsAt(isEmpty ? rows.toSpliced(index, 1) : rows, index, block));
        }}
      />
    </>
  );
}
