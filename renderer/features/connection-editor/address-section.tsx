import {
  editQuery,
  moveQuery,
  putBackParameter,
  readQuery,
  removeQuery,
  type RemovedParameter,
} from '../../model/connection-editor/query-table.ts';
import { words } from '../../model/words.ts';
import { rowName, useRemovals } from '../use-removals.ts';
import type { EditorView } from './editor-view.ts';
import { FieldRow, Hint, TemplateField } from './field-parts.tsx';
import { PairTable } from './pair-table.tsx';
import { Part } from './part.tsx';

/** The address as it is sent, and its parameters. */
export function AddressSection({ view }: { readonly view: EditorView }) {
  const { address: say } = words.connectionEditor;
  const address = view.document.address ?? '';
  const change = (text: string): void => view.set('address', text);
  const rows = readQuery(address);
  const removals = useRemovals<RemovedParameter>({
    putBack: ({ thing, at }) => change(putBackParameter(address, thing, at)),
  });
  return (
    <>
      <FieldRow label={say.field} htmlFor={view.idOf('address')} hint={say.hint} isWide>
        <TemplateField view={view} field="address" value={address} placeholder={say.placeholder} onChange={change} />
      </FieldRow>
      <Part title={say.query}>
        <Hint>{address.includes('#') ? say.fragment : say.queryHint}</Hint>
        <PairTable
          view={view}
          field="query"
          what={say.parameter}
          rows={rows}
          isSwitchable={false}
          onEdit={(index, edit) => change(editQuery(address, index, edit))}
          onRemove={(index) => {
            const after = removeQuery(address, index);
            const name = rowName(rows[index]?.name ?? '', say.parameter, index);
            removals.add({ what: name, thing: { before: address, after }, at: index });
            change(after);
          }}
          removals={removals}
          onMove={(from, to) => change(moveQuery(address, from, to))}
        />
      </Part>
    </>
  );
}
