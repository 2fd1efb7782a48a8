import { words } from '../../model/words.ts';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import type { EditorView } from './editor-view.ts';
import { Hint } from './field-parts.tsx';
import { originText } from './origin-text.ts';
import { Part } from './part.tsx';
import { VariableTable } from './variable-table.tsx';

const useStyles = makeStyles({
  list: { ...text.caption, margin: 0, padding: 0, listStyleType: 'none', overflowWrap: 'anywhere' },
  name: { ...text.mono },
  from: { color: tokens.colorNeutralForeground3 },
});

/** The variables of this document, and those it is given. */
export function VariablesSection({ view }: { readonly view: EditorView }) {
  const styles = useStyles();
  const { variables: say, secrets } = words.connectionEditor;
  const { variables } = view.document;
  const given = [...view.known].filter(([name, { value }]) => value !== variables?.[name]);
  return (
    <>
      <Hint>{say.hint}</Hint>
      <VariableTable
        variables={variables}
        isUnknown={(name) => !view.known.has(name)}
        idOf={view.idOf}
        faultAt={view.faultAt}
        onChange={(changed) => view.set('variables', changed)}
      />
      {given.length > 0 && (
        <Part title={say.inherited}>
          <ul className={styles.list}>
            {given.map(([name, { value, origin }]) => (
              <li key={name}>
                <span className={styles.name}>{`${name} = ${value ?? '••••••••'}`}</span>{' '}
                <span className={styles.from}>
                  {originText(origin)}
                  {value === undefined && !view.library.secrets.includes(name) ? ` · ${secrets.missing}` : ''}
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}
