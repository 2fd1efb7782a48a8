import { ignorableResults } from '../../../contract/certificates.ts';
import { words } from '../../model/words.ts';
import { Option } from '../../ui/option.tsx';
import { makeStyles } from '../../ui/styles.ts';
import { editControls, type EditorProps } from './editor-props.ts';

const useStyles = makeStyles({
  errors: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 240px), 1fr))',
    overflowWrap: 'anywhere',
    border: 'none',
    margin: 0,
    padding: 0,
    minWidth: 0,
  },
});

/** The certificate problems that can be ignored, each by itself. */
export function IgnorableErrorsEditor({ view, isDisabled, describedBy }: EditorProps) {
  const styles = useStyles();
  const chosen = view.drafts.controls.ignorableServerCertificateErrors;
  return (
    <fieldset
      className={styles.errors}
      aria-label={words.controls.properties.ignorableServerCertificateErrors.windows}
      aria-describedby={describedBy}
    >
      {ignorableResults.map((error) => (
        <Option
          key={error}
          label={error}
          checked={chosen.includes(error)}
          disabled={isDisabled}
          onChange={(isIgnored) =>
            editControls(view, {
              ignorableServerCertificateErrors: ignorableResults.filter((each) =>
                each === error ? isIgnored : chosen.includes(each),
              ),
            })
          }
        />
      ))}
    </fieldset>
  );
}
