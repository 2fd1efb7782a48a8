import { withinPart } from '../../model/connection-editor/document-edits.ts';
import { words } from '../../model/words.ts';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import type { EditorView } from './editor-view.ts';
import { Hint, NumberField } from './field-parts.tsx';

const sockets = ['message', 'stream'] as const;
const numbers = ['maxMessageSize', 'handshakeMs', 'idleMs', 'desiredUnsolicitedPongInterval'] as const;

/** The kind of socket, and how much and how long it takes. */
export function LimitsSection({ view }: { readonly view: EditorView }) {
  const { limits: say } = words.connectionEditor;
  const { limits, redirects, socket } = view.document;
  return (
    <>
      <RadioChoice
        label={say.socket}
        value={socket ?? 'message'}
        options={sockets.map((value) => ({ value, label: say.sockets[value].label, line: say.sockets[value].line }))}
        onChange={(value) => view.set('socket', value === 'message' ? undefined : value)}
      />
      <Hint>{say.hint}</Hint>
      {numbers.map((name) => (
        <NumberField
          key={name}
          view={view}
          name={`limits.${name}`}
          value={limits?.[name]}
          onChange={(value) => view.set('limits', withinPart(limits, name, value))}
        />
      ))}
      <NumberField view={view} name="redirects" value={redirects} onChange={(value) => view.set('redirects', value)} />
    </>
  );
}
