import { withField } from '../../model/connection-editor/document-edits.ts';
import { numberFields } from '../../model/connection-editor/number-fields.ts';
import { words } from '../../model/words.ts';
import { Option } from '../../ui/option.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import type { EditedDocument, EditorView } from './editor-view.ts';
import { FieldRow, NumberField, TemplateField } from './field-parts.tsx';
import { Part } from './part.tsx';

type KeepAlive = NonNullable<EditedDocument['keepAlive']>;
type Reconnect = NonNullable<EditedDocument['reconnect']>;
type AutomaticPong = NonNullable<EditedDocument['automaticPong']>;

/** What the connection does by itself. */
export function HabitsSection({ view }: { readonly view: EditorView }) {
  const { habits: say } = words.connectionEditor;
  const { keepAlive, reconnect } = view.document;
  /** Kept under the name of the very field. */
  const recalled = <Value,>(name: string, value: Value | undefined, byDefault: Value): Value => {
    if (value !== undefined) view.kept.set(name, value);
    return (view.kept.get(name) as Value | undefined) ?? byDefault;
  };
  return (
    <>
      <Part title={say.keepAlive}>
        <Option
          label={say.keepAlive}
          explanation={say.keepAliveLine}
          checked={keepAlive !== undefined}
          onChange={(isOn) => {
            const value = recalled<KeepAlive>('keepAlive', keepAlive, {
              kind: 'ping',
              everyMs: numberFields['keepAlive.everyMs'].byDefault,
            });
            view.set('keepAlive', isOn ? value : undefined);
          }}
        />
        {keepAlive !== undefined && <KeepAliveFields view={view} keepAlive={keepAlive} />}
      </Part>
      <Part title={say.reconnect}>
        <Option
          label={say.reconnect}
          explanation={say.reconnectLine}
          checked={reconnect !== undefined}
          onChange={(isOn) => {
            const value = recalled<Reconnect>('reconnect', reconnect, {
              firstMs: numberFields['reconnect.firstMs'].byDefault,
              mostMs: numberFields['reconnect.mostMs'].byDefault,
              jitter: numberFields['reconnect.jitter'].byDefault / 100,
              attempts: 0,
            });
            view.set('reconnect', isOn ? value : undefined);
          }}
        />
        {reconnect !== undefined && <ReconnectFields view={view} reconnect={reconnect} />}
      </Part>
      <PongFields view={view} />
    </>
  );
}

function KeepAliveFields({ view, keepAlive }: { readonly view: EditorView; readonly keepAlive: KeepAlive }) {
  const { habits: say } = words.connectionEditor;
  return (
    <>
      <RadioChoice
        label={say.kind}
        value={keepAlive.kind}
        isHorizontal
        options={(['ping', 'pong', 'message'] as const).map((value) => ({ value, label: say.kinds[value] }))}
        onChange={(kind) => view.set('keepAlive', withField(keepAlive, 'kind', kind))}
      />
      <NumberField
        view={view}
        name="keepAlive.everyMs"
        value={keepAlive.everyMs}
        isRequired
        onChange={(value) => view.set('keepAlive', withField(keepAlive, 'everyMs', value))}
      />
      <FieldRow label={say.payload} htmlFor={view.idOf('keepAlive.payload')}>
        <TemplateField
          view={view}
          field="keepAlive.payload"
          value={keepAlive.payload ?? ''}
          isText
          isPlain
          onChange={(text) => view.set('keepAlive', withField(keepAlive, 'payload', text === '' ? undefined : text))}
        />
      </FieldRow>
      {keepAlive.kind === 'ping' && (
        <NumberField
          view={view}
          name="keepAlive.timeoutMs"
          value={keepAlive.timeoutMs}
          onChange={(value) => view.set('keepAlive', withField(keepAlive, 'timeoutMs', value))}
        />
      )}
    </>
  );
}

function ReconnectFields({ view, reconnect }: { readonly view: EditorView; readonly reconnect: Reconnect }) {
  return (
    <>
      {(['firstMs', 'mostMs', 'attempts'] as const).map((name) => (
        <NumberField
          key={name}
          view={view}
          name={`reconnect.${name}`}
          value={reconnect[name]}
          isRequired
          onChange={(value) => view.set('reconnect', withField(reconnect, name, value))}
        />
      ))}
      <NumberField
        view={view}
        name="reconnect.jitter"
        value={Math.round(reconnect.jitter * 100)}
        isRequired
        onChange={(percent) => {
          if (percent !== undefined) view.set('reconnect', withField(reconnect, 'jitter', percent / 100));
        }}
      />
    </>
  );
}

function PongFields({ view }: { readonly view: EditorView }) {
  const { habits: say } = words.connectionEditor;
  const { automaticPong } = view.document;
  const choose = (kind: AutomaticPong['kind']): void => {
    if (automaticPong !== undefined) view.kept.set(`automaticPong.${automaticPong.kind}`, automaticPong);
    // Kept under the name of its own kind.
    const kept = view.kept.get(`automaticPong.${kind}`) as AutomaticPong | undefined;
    const delayMs = numberFields['automaticPong.delayMs'].byDefault;
    // At once is what happens when nothing is said.
    view.set('automaticPong', kept ?? (kind === 'on' ? undefined : kind === 'off' ? { kind } : { kind, delayMs }));
  };
  return (
    <Part title={say.automaticPong}>
      <RadioChoice
        label={say.automaticPong}
        hidesLabel
        value={automaticPong?.kind ?? 'on'}
        options={(['on', 'delayed', 'off'] as const).map((value) => ({
          value,
          label: say.pongs[value].label,
          line: say.pongs[value].line,
        }))}
        onChange={choose}
      />
      {automaticPong?.kind === 'delayed' && (
        <NumberField
          view={view}
          name="automaticPong.delayMs"
          value={automaticPong.delayMs}
          isRequired
          onChange={(value) => view.set('automaticPong', withField(automaticPong, 'delayMs', value))}
        />
      )}
    </Part>
  );
}
