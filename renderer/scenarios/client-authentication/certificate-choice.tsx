import { DropTarget } from '../../features/drop-target.tsx';
import { faultText, useFocusOnFault, type ScenarioView } from '../../features/use-scenario.ts';
import { words } from '../../model/words.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { makeStyles, oneLine, problemColor, text, tokens } from '../../ui/styles.ts';
import { TextField } from '../../ui/text-field.tsx';

const useStyles = makeStyles({
  choice: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  file: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    alignItems: 'center',
    paddingInlineStart: '24px',
  },
  name: { ...text.body, ...oneLine },
  password: { gridColumn: '1 / -1', maxWidth: '320px' },
  // Its line is there before it.
  fault: {
    ...text.caption,
    gridColumn: '1 / -1',
    minHeight: tokens.lineHeightBase200,
    margin: 0,
    color: problemColor,
  },
  explanation: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground3 },
});

/** Which certificate proves who the client is: the built-in one, or a PFX file. */
export function CertificateChoice({ view }: { readonly view: ScenarioView }) {
  const styles = useStyles();
  const { page, drafts } = view;
  const { certificateFile } = drafts;
  const isDisabled = view.state !== 'disconnected';
  const passwordRef = useFocusOnFault(view, 'password');
  const chooseRef = useFocusOnFault<HTMLButtonElement>(view, 'certificate');
  return (
    <DropTarget className={styles.choice} disabled={isDisabled} onDrop={(source) => page.chooseCertificate(source)}>
      <RadioChoice
        label={words.clientCertificate.label}
        value={drafts.certificate}
        disabled={isDisabled}
        options={[
          { value: 'sample', label: words.clientCertificate.sample },
          { value: 'file', label: words.clientCertificate.file },
        ]}
        onChange={(certificate) => page.takeCertificate(certificate)}
      />
      {drafts.certificate === 'file' && (
        <div className={styles.file}>
          <PushButton
            ref={chooseRef}
            label={certificateFile === undefined ? words.clientCertificate.choose : words.clientCertificate.chooseOther}
            disabled={isDisabled}
            onClick={() => void page.chooseCertificate()}
          />
          <span className={styles.name} title={certificateFile?.name}>
            {certificateFile?.name ?? words.clientCertificate.noFile}
          </span>
          <p className={styles.fault}>{faultText(view, 'certificate')}</p>
          <div className={styles.password}>
            <TextField
              id="certificate-password"
              type="password"
              label={words.fields.password}
              value={drafts.certificatePassword}
              maxLength={1024}
              disabled={isDisabled}
              fault={faultText(view, 'password')}
              onChange={(certificatePassword) => {
                page.edit({ certificatePassword });
                page.clearFault('password');
              }}
              onEnter={() => void page.connect()}
              ref={passwordRef}
            />
          </div>
        </div>
      )}
      {faultText(view, 'certificate') !== undefined && <p className={styles.fault}>{faultText(view, 'certificate')}</p>}
      <p className={styles.explanation}>{words.clientCertificate.explanation}</p>
    </DropTarget>
  );
}
