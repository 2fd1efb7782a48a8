import { faultText, useFocusOnFault, type ScenarioView } from '../../features/use-scenario.ts';
import { words } from '../../model/words.ts';
import { Button } from '../../ui/controls.ts';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { makeStyles, oneLine, text, tokens } from '../../ui/styles.ts';
import { TextField } from '../../ui/text-field.tsx';

const useStyles = makeStyles({
  choice: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  file: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalS,
    alignItems: 'center',
    paddingLeft: '24px',
  },
  name: { ...text.body, ...oneLine },
  password: { gridColumn: '1 / -1', maxWidth: '320px' },
  fault: { ...text.caption, margin: 0, color: tokens.colorStatusDangerForeground1 },
  explanation: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground3 },
});

/** Which certificate proves who the client is: the built-in one, or a PFX file. */
export function CertificateChoice({ view }: { readonly view: ScenarioView }) {
  const styles = useStyles();
  const { page, drafts } = view;
  const { certificateFile } = drafts;
  const isDisabled = view.state !== 'disconnected';
  const passwordRef = useFocusOnFault(view, 'password');
  return (
    <div className={styles.choice}>
      <RadioChoice
        label={words.clientCertificate.label}
        value={certificateFile === undefined ? 'sample' : 'file'}
        disabled={isDisabled}
        options={[
          { value: 'sample', label: words.clientCertificate.sample },
          { value: 'file', label: words.clientCertificate.file },
        ]}
        onChange={(value) => (value === 'sample' ? page.takeSampleCertificate() : void page.chooseCertificate())}
      />
      {certificateFile !== undefined && (
        <div className={styles.file}>
          <Button size="small" disabled={isDisabled} onClick={() => void page.chooseCertificate()}>
            {words.clientCertificate.chooseOther}
          </Button>
          <span className={styles.name} title={certificateFile.name}>
            {certificateFile.name}
          </span>
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
    </div>
  );
}
