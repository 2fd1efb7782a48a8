import type { FileSource } from '../../../contract/commands/command.ts';
import { ignorableResults } from '../../../contract/certificates.ts';
import { attempt } from '../../model/client.ts';
import { withField, withinPart } from '../../model/connection-editor/document-edits.ts';
import { inherited } from '../../model/connection-editor/inheritance.ts';
import { words } from '../../model/words.ts';
import { Option } from '../../ui/option.tsx';
import { PushButton } from '../../ui/push-button.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { makeStyles, tokens } from '../../ui/styles.ts';
import { DropTarget } from '../drop-target.tsx';
import { usePageServices } from '../page-context.ts';
import { useState } from 'react';
import type { EditedDocument, EditorView } from './editor-view.ts';
import { FaultLine, FieldRow, Hint, RequiredField, TemplateField } from './field-parts.tsx';
import { Part } from './part.tsx';
import { SecretField } from './secret-field.tsx';

const useStyles = makeStyles({
  file: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  choose: { alignSelf: 'start' },
  errors: { border: 'none', margin: 0, padding: 0, minWidth: 0, display: 'grid', gap: tokens.spacingVerticalXS },
});

type ClientCertificate = NonNullable<EditedDocument['clientCertificate']>;

/** The client's own certificate, and what does not matter about the server's. */
export function CertificatesSection({ view }: { readonly view: EditorView }) {
  const { certificates: say } = words.connectionEditor;
  return (
    <>
      <Part title={say.client}>
        <ClientCertificateFields view={view} />
      </Part>
      <Part title={say.trust}>
        <TrustFields view={view} />
      </Part>
    </>
  );
}

const fileField = 'clientCertificate.file';

function ClientCertificateFields({ view }: { readonly view: EditorView }) {
  const styles = useStyles();
  const { client } = usePageServices();
  const [failure, setFailure] = useState<string>();
  const { certificates: say, faults } = words.connectionEditor;
  const { clientCertificate } = view.document;
  const folder = inherited('clientCertificate', view.path, view.library);
  // It is chosen before there is a file.
  const isOn = clientCertificate !== undefined || view.draftAt(fileField) !== undefined;
  const setFile = (file: string): void => {
    view.setDraft(fileField, undefined);
    view.set(
      'clientCertificate',
      clientCertificate === undefined ? { file } : withField(clientCertificate, 'file', file),
    );
  };
  const choose = (source: FileSource = {}): Promise<void> =>
    attempt(
      async () => {
        setFailure(undefined);
        const chosen = await client.invoke('library.chooseCertificate', source);
        if (chosen !== null) setFile(chosen.file);
      },
      ({ message }) => setFailure(message),
    );
  return (
    <>
      <RadioChoice
        label={say.client}
        hidesLabel
        value={isOn ? 'file' : 'inherit'}
        options={[
          {
            value: 'inherit',
            label: say.clientKinds.inherit,
            line: folder === undefined ? say.inheritsNothing : say.inherits(folder.value.file, folder.path),
          },
          { value: 'file', label: say.clientKinds.file },
        ]}
        onChange={(kind) => {
          if (kind === 'inherit') {
            if (clientCertificate !== undefined) view.kept.set('clientCertificate', clientCertificate);
            view.setDraft(fileField, undefined);
            view.set('clientCertificate', undefined);
            return;
          }
          // Kept under this very name.
          const kept = view.kept.get('clientCertificate') as ClientCertificate | undefined;
          if (kept === undefined) view.setDraft(fileField, { text: '', fault: faults.required(say.file) });
          else view.set('clientCertificate', kept);
        }}
      />
      {isOn && (
        <>
          <DropTarget className={styles.file} onDrop={choose} onFailed={({ message }) => setFailure(message)}>
            <RequiredField
              view={view}
              field={fileField}
              label={say.file}
              hint={say.fileHint}
              value={clientCertificate?.file ?? ''}
              onChange={setFile}
            />
            <div className={styles.choose}>
              <PushButton label={say.choose} name={say.chooseName} disabled={false} onClick={() => void choose()} />
            </div>
          </DropTarget>
          {failure !== undefined && <FaultLine>{failure}</FaultLine>}
          {clientCertificate !== undefined && (
            <SecretField
              view={view}
              field="clientCertificate.passphrase"
              label={say.passphrase}
              what="passphrase"
              value={clientCertificate.passphrase ?? ''}
              onChange={(passphrase) =>
                view.set(
                  'clientCertificate',
                  withField(clientCertificate, 'passphrase', passphrase === '' ? undefined : passphrase),
                )
              }
            />
          )}
        </>
      )}
    </>
  );
}

function TrustFields({ view }: { readonly view: EditorView }) {
  const styles = useStyles();
  const { certificates: say } = words.connectionEditor;
  const { problems } = words.certificates;
  const { trust } = view.document;
  const ignored = trust?.ignorableServerCertificateErrors ?? [];
  const folder = inherited('trust', view.path, view.library);
  return (
    <>
      {folder !== undefined && <Hint>{say.trustFrom(folder.path)}</Hint>}
      <fieldset
        id={view.idOf('trust.ignorableServerCertificateErrors')}
        tabIndex={-1}
        className={styles.errors}
        aria-label={say.ignorable}
      >
        <Hint>{say.ignorable}</Hint>
        {ignorableResults.map((name) => (
          <Option
            key={name}
            label={name}
            explanation={say.ignoring(problems[name].title, problems[name].ignoring)}
            checked={ignored.includes(name)}
            onChange={(isIgnored) => {
              const names = ignorableResults.filter((each) => (each === name ? isIgnored : ignored.includes(each)));
              const list = names.length === 0 ? undefined : names;
              view.set('trust', withinPart(trust, 'ignorableServerCertificateErrors', list));
            }}
          />
        ))}
      </fieldset>
      <FieldRow label={say.issuer} htmlFor={view.idOf('trust.requiredIssuer')} hint={say.issuerHint}>
        <TemplateField
          view={view}
          field="trust.requiredIssuer"
          value={trust?.requiredIssuer ?? ''}
          onChange={(issuer) =>
            view.set('trust', withinPart(trust, 'requiredIssuer', issuer === '' ? undefined : issuer))
          }
        />
      </FieldRow>
    </>
  );
}
