import { useId } from 'react';
import type { EnvironmentDocument } from '../../../contract/workbench/documents.ts';
import type { LibraryState } from '../../../contract/workbench/library.ts';
import { withField } from '../../model/connection-editor/document-edits.ts';
import { words } from '../../model/words.ts';
import { makeStyles, tokens } from '../../ui/styles.ts';
import { TemplateInput } from '../../ui/template-input.tsx';
import { FieldRow, Hint } from './field-parts.tsx';
import { Part } from './part.tsx';
import { SecretTable } from './secret-table.tsx';
import { VariableTable } from './variable-table.tsx';

const useStyles = makeStyles({
  editor: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    minWidth: 0,
    containerType: 'inline-size',
    containerName: 'editor',
  },
});

export interface EnvironmentEditorProps {
  readonly document: EnvironmentDocument;
  readonly library: LibraryState;
  readonly onChange: (document: EnvironmentDocument) => void;
}

/** The values of an environment, and the names of those that the system keeps. */
export function EnvironmentEditor({ document, library, onChange }: EnvironmentEditorProps) {
  const styles = useStyles();
  const id = useId();
  const { environmentLabel, sections, variables: say, secrets, notes } = words.connectionEditor;
  return (
    <section className={styles.editor} aria-label={environmentLabel}>
      <Part title={sections.variables}>
        <Hint>{say.environmentHint}</Hint>
        <VariableTable
          variables={document.variables}
          // Which connections use it is not known here, and so not which variables they have.
          isUnknown={() => false}
          idOf={(field) => `${id}-${field}`}
          faultAt={() => undefined}
          onChange={(variables) => onChange(withField(document, 'variables', variables))}
        />
      </Part>
      <Part title={secrets.title}>
        <SecretTable
          names={document.secrets ?? []}
          library={library}
          onNames={(names) => onChange(withField(document, 'secrets', names.length === 0 ? undefined : names))}
        />
      </Part>
      <FieldRow label={notes.description} htmlFor={`${id}-description`} hint={notes.descriptionHint}>
        <TemplateInput
          id={`${id}-description`}
          value={document.description ?? ''}
          isUnknown={() => false}
          isText
          onChange={(text) => onChange(withField(document, 'description', text === '' ? undefined : text))}
        />
      </FieldRow>
    </section>
  );
}
