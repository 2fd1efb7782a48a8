import { DropTarget } from '../../features/drop-target.tsx';
import { faultText, useFocusOnFault } from '../../features/use-scenario.ts';
import { words } from '../../model/words.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { makeStyles, oneLine, problemColor, text, tokens } from '../../ui/styles.ts';
import { ValueInput } from '../../ui/value-input.tsx';
import { ValueSelect } from '../../ui/value-select.tsx';
import { editControls, editorId, type EditorProps } from './editor-props.ts';

const useStyles = makeStyles({
  parts: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, minWidth: 0 },
  file: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  name: { ...text.caption, ...oneLine },
  fault: { ...text.caption, margin: 0, color: problemColor },
});

/** No certificate, the built-in one, or a PFX file. */
export function CertificateEditor({ view, isDisabled, describedBy }: EditorProps) {
  const styles = useStyles();
  const { page, drafts } = view;
  const { editors, properties } = words.controls;
  const chooseRef = useFocusOnFault<HTMLButtonElement>(view, 'certificate');
  const { certificateFile } = drafts;
  const fault = faultText(view, 'certificate');
  return (
    <div className={styles.parts}>
      <ValueSelect
        id={editorId('clientCertificate')}
        label={properties.clientCertificate.windows}
        value={drafts.controls.clientCertificate}
        disabled={isDisabled}
        describedBy={describedBy}
        options={[
          { value: 'none', label: editors.none },
          { value: 'sample', label: editors.sample },
          { value: 'file', label: editors.file },
        ]}
        onChange={(clientCertificate) => {
          editControls(view, { clientCertificate });
          page.clearFault('certificate');
          page.clearFault('password');
        }}
      />
      {drafts.controls.clientCertificate === 'file' && (
        <>
          <DropTarget className={styles.file} disabled={isDisabled} onDrop={(source) => page.chooseCertificate(source)}>
            <PushButton
              ref={chooseRef}
              label={
                certificateFile === undefined ? words.clientCertificate.choose : words.clientCertificate.chooseOther
              }
              disabled={isDisabled}
              onClick={() => void page.chooseCertificate()}
            />
            <span className={styles.name} title={certificateFile?.name}>
              {certificateFile?.name ?? words.clientCertificate.noFile}
            </span>
          </DropTarget>
          <ValueInput
            id={`${editorId('clientCertificate')}-password`}
            type="password"
            label={words.fields.password}
            placeholder={words.fields.password}
            value={drafts.certificatePassword}
            disabled={isDisabled}
            maxLength={1024}
            fault={faultText(view, 'password')}
            onChange={(certificatePassword) => {
              page.edit({ certificatePassword });
              page.clearFault('password');
            }}
          />
        </>
      )}
      {fault !== undefined && <p className={styles.fault}>{fault}</p>}
    </div>
  );
}
