import { withField } from '../../model/connection-editor/document-edits.ts';
import { words } from '../../model/words.ts';
import { Option } from '../../ui/option.tsx';
import type { EditedDocument, EditorView } from './editor-view.ts';
import { Hint, NumberField } from './field-parts.tsx';

type Compression = NonNullable<EditedDocument['compression']>;

const takeovers = ['serverNoContextTakeover', 'clientNoContextTakeover'] as const;
const numbers = ['serverMaxWindowBits', 'clientMaxWindowBits', 'threshold', 'level', 'inflatedSizeLimit'] as const;

/** What to offer of permessage-deflate. */
export function CompressionSection({ view }: { readonly view: EditorView }) {
  const { compression: say } = words.connectionEditor;
  const { compression } = view.document;
  return (
    <>
      <Option
        label={say.offer}
        explanation={say.offerLine}
        checked={compression !== undefined}
        onChange={(isOn) => {
          if (compression !== undefined) view.kept.set('compression', compression);
          // Kept under this very name.
          view.set('compression', isOn ? ((view.kept.get('compression') as Compression | undefined) ?? {}) : undefined);
        }}
      />
      {compression === undefined && view.kept.has('compression') && <Hint>{say.off}</Hint>}
      {compression !== undefined && (
        <>
          {takeovers.map((name) => (
            <Option
              key={name}
              label={words.controls.editors.deflate[name]}
              checked={compression[name] === true}
              onChange={(isOn) => view.set('compression', withField(compression, name, isOn ? true : undefined))}
            />
          ))}
          {numbers.map((name) => (
            <NumberField
              key={name}
              view={view}
              name={`compression.${name}`}
              value={compression[name]}
              onChange={(value) => view.set('compression', withField(compression, name, value))}
            />
          ))}
        </>
      )}
    </>
  );
}
