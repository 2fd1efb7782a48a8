import type { ClipboardEvent } from 'react';
import { words } from '../../model/words.ts';
import { Checkbox } from '../../ui/controls.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Delete16Regular } from '../../ui/icons.ts';
import { SortableRows } from '../../ui/sortable-rows.tsx';
import { makeStyles, mergeClasses, tokens } from '../../ui/styles.ts';
import { UndoArea } from '../undo-area.tsx';
import type { Removals } from '../use-removals.ts';
import { useKeyText } from '../use-key-text.ts';
import type { EditorView } from './editor-view.ts';
import { TemplateField } from './field-parts.tsx';
import { KeepSecret } from './secret-field.tsx';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gap: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalXS}`,
    alignItems: 'start',
  },
  switchable: { gridTemplateColumns: 'auto minmax(0, 1fr) auto' },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingHorizontalXS,
    '@container editor (min-width: 460px)': { gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)' },
  },
  off: { opacity: 0.6 },
  // The box is larger than the line it stands in.
  box: { margin: '-4px -4px -4px 0' },
});

interface Pair {
  readonly name: string;
  readonly value: string;
  readonly enabled?: boolean;
}

interface PairTableProps {
  readonly view: EditorView;
  /** Begins the paths of the rows: `headers`, `cookies`, `query`. */
  readonly field: string;
  /** What a row is, in a word: `header`. */
  readonly what: string;
  readonly rows: readonly Pair[];
  /** Whether rows can be switched off. */
  readonly isSwitchable: boolean;
  /** The id of a list of names to offer. */
  readonly suggestions?: readonly string[];
  /** Fields that hold a secret as it is. */
  readonly plainSecrets?: readonly string[];
  /** The row past the end is a new one. */
  readonly onEdit: (index: number, change: { readonly name: string } | { readonly value: string }) => void;
  readonly onSwitch?: (index: number, isOn: boolean) => void;
  readonly onRemove: (index: number) => void;
  readonly removals: Removals;
  readonly onMove: (from: number, to: number) => void;
  /** Something was pasted into a name. */
  readonly onPaste?: (index: number, event: ClipboardEvent) => void;
}

/** Names with values, in an order; an empty row at the end waits for the next. */
export function PairTable(props: PairTableProps) {
  const styles = useStyles();
  const keyText = useKeyText();
  const { view, field, what, rows, isSwitchable, suggestions } = props;
  const { table } = words.connectionEditor;
  const shown: readonly Pair[] = [...rows, { name: '', value: '' }];
  const listId = suggestions === undefined ? undefined : view.idOf(`${field}-names`);
  return (
    <UndoArea removals={props.removals}>
      {listId !== undefined && (
        <datalist id={listId}>
          {suggestions?.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </datalist>
      )}
      <SortableRows
        count={rows.length}
        onMove={props.onMove}
        say={{
          move: (row) => table.move(what, row, keyText('moveRow')),
          lifted: (row) => table.lifted(what, row),
          moved: (row) => table.moved(what, row),
          left: table.left,
        }}
        rows={shown.map((row, index) => {
          const isNew = index === rows.length;
          const path = `${field}.${index}`;
          return (
            // oxlint-disable-next-line react/no-array-index-key
            <div key={index} className={mergeClasses(styles.row, isSwitchable && styles.switchable)}>
              {isSwitchable && (
                <Checkbox
                  className={styles.box}
                  aria-label={table.isOn(what, index + 1)}
                  checked={row.enabled !== false}
                  disabled={isNew}
                  onChange={(event) => props.onSwitch?.(index, event.currentTarget.checked)}
                />
              )}
              <div className={mergeClasses(styles.pair, row.enabled === false && styles.off)}>
                <div>
                  <TemplateField
                    view={view}
                    field={`${path}.name`}
                    label={table.nameOf(what, index + 1)}
                    placeholder={table.name}
                    value={row.name}
                    {...(listId !== undefined && { listId })}
                    onChange={(name) => props.onEdit(index, { name })}
                    onPaste={(event) => props.onPaste?.(index, event)}
                  />
                </div>
                <div>
                  <TemplateField
                    view={view}
                    field={`${path}.value`}
                    label={table.valueOf(what, index + 1)}
                    placeholder={table.value}
                    value={row.value}
                    onChange={(value) => props.onEdit(index, { value })}
                  />
                  {props.plainSecrets?.includes(`${path}.value`) === true && (
                    <KeepSecret
                      view={view}
                      label={table.valueOf(what, index + 1)}
                      what={row.name.toLowerCase().replaceAll(/[^a-z\d]+/g, '_') || what}
                      value={row.value}
                      onKept={(value) => props.onEdit(index, { value })}
                    />
                  )}
                </div>
              </div>
              <IconButton
                label={table.remove(what, index + 1)}
                icon={Delete16Regular}
                disabled={isNew}
                onClick={() => props.onRemove(index)}
              />
            </div>
          );
        })}
      />
    </UndoArea>
  );
}
