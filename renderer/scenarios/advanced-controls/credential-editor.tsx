import { words } from '../../model/words.ts';
import { makeStyles, tokens } from '../../ui/styles.ts';
import { ValueInput } from '../../ui/value-input.tsx';
import { editControls, editorId, propertyFault, type EditorProps } from './editor-props.ts';

const useStyles = makeStyles({
  pair: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', gap: tokens.spacingHorizontalXS },
});

interface CredentialEditorProps extends EditorProps {
  readonly name: 'serverCredential' | 'proxyCredential';
}

/** A user name with its password. */
export function CredentialEditor({ name, view, isDisabled, describedBy }: CredentialEditorProps) {
  const styles = useStyles();
  const { editors, properties } = words.controls;
  const credential = view.drafts.controls[name];
  const property = properties[name].windows;
  return (
    <div className={styles.pair}>
      <ValueInput
        id={editorId(name)}
        label={`${property}: ${editors.userName}`}
        placeholder={editors.userName}
        value={credential.userName}
        disabled={isDisabled}
        describedBy={describedBy}
        maxLength={256}
        fault={propertyFault(view, name)}
        onChange={(userName) => editControls(view, { [name]: { ...credential, userName } })}
      />
      <ValueInput
        id={`${editorId(name)}-password`}
        type="password"
        label={`${property}: ${editors.password}`}
        placeholder={editors.password}
        value={credential.password}
        disabled={isDisabled}
        describedBy={describedBy}
        maxLength={1024}
        onChange={(password) => editControls(view, { [name]: { ...credential, password } })}
      />
    </div>
  );
}
