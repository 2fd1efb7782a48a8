import { environmentNames } from '../../model/connection-editor/inheritance.ts';
import { words } from '../../model/words.ts';
import { ValueSelect } from '../../ui/value-select.tsx';
import type { EditorView } from './editor-view.ts';
import { FieldRow, TemplateField } from './field-parts.tsx';

/** The environment it is opened with, and what people write about it. */
export function NotesSection({ view }: { readonly view: EditorView }) {
  const { notes: say } = words.connectionEditor;
  const { environment, description } = view.document;
  const names = environmentNames(view.library);
  return (
    <>
      {!view.isFolder && (
        <FieldRow label={say.environment} htmlFor={view.idOf('environment')} hint={say.environmentHint}>
          <ValueSelect
            id={view.idOf('environment')}
            label={say.environment}
            value={environment ?? ''}
            disabled={false}
            options={[
              { value: '', label: say.noEnvironment },
              ...names.map((name) => ({ value: name, label: name })),
              ...(environment === undefined || names.includes(environment)
                ? []
                : [{ value: environment, label: say.missingEnvironment(environment) }]),
            ]}
            onChange={(name) => view.set('environment', name === '' ? undefined : name)}
          />
        </FieldRow>
      )}
      <FieldRow label={say.description} htmlFor={view.idOf('description')} hint={say.descriptionHint} isWide>
        <TemplateField
          view={view}
          field="description"
          value={description ?? ''}
          isText
          isPlain
          onChange={(text) => view.set('description', text === '' ? undefined : text)}
        />
      </FieldRow>
    </>
  );
}
