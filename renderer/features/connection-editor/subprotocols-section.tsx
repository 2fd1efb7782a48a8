import { withRowMoved, withRowsAt } from '../../model/connection-editor/document-edits.ts';
import { words } from '../../model/words.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Delete16Regular } from '../../ui/icons.ts';
import { SortableRows } from '../../ui/sortable-rows.tsx';
import { makeStyles, tokens } from '../../ui/styles.ts';
import { UndoArea } from '../undo-area.tsx';
import { useRemovals } from '../use-removals.ts';
import { useKeyText } from '../use-key-text.ts';
import type { EditorView } from './editor-view.ts';
import { Hint, TemplateField } from './field-parts.tsx';

const useStyles = makeStyles({
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', gap: tokens.spacingHorizontalXS },
});

/** The subprotocols to offer, the one that is preferred first. */
export function SubprotocolsSection({ view }: { readonly view: EditorView }) {
  const styles = useStyles();
  const keyText = useKeyText();
  const { subprotocols: say, table } = words.connectionEditor;
  const names = view.document.subprotocols ?? [];
  const change = (list: readonly string[]): void => view.set('subprotocols', list.length === 0 ? undefined : list);
  const removals = useRemovals<string>({ putBack: ({ thing, at }) => change(withRowsAt(names, at, [thing])) });
  return (
    <>
      <Hint>{say.hint}</Hint>
      <UndoArea removals={removals}>
        <SortableRows
          count={names.length}
          onMove={(from, to) => change(withRowMoved(names, from, to))}
          say={{
            move: (row) => table.move(say.names, row, keyText('moveRow')),
            lifted: (row) => table.lifted(say.names, row),
            moved: (row) => table.moved(say.names, row),
            left: table.left,
          }}
          rows={[...names, ''].map((name, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <div key={index} className={styles.row}>
              <div>
                <TemplateField
                  view={view}
                  field={`subprotocols.${index}`}
                  label={say.nameOf(index + 1)}
                  placeholder={say.add}
                  value={name}
                  onChange={(typed) => {
                    if (typed === '' && index >= names.length - 1) return change(names.slice(0, index));
                    change(index === names.length ? [...names, typed] : names.with(index, typed));
                  }}
                />
              </div>
              <IconButton
                label={table.remove(say.names, index + 1)}
                icon={Delete16Regular}
                disabled={index === names.length}
                onClick={() => {
                  removals.add({ what: name, thing: name, at: index });
                  change(names.toSpliced(index, 1));
                }}
              />
            </div>
          ))}
        />
      </UndoArea>
    </>
  );
}
