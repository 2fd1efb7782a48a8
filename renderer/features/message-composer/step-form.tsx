import { useEffect, useId, useMemo } from 'react';
import type { SequenceStep } from '../../../contract/workbench/documents.ts';
import type { LibraryState } from '../../../contract/workbench/library.ts';
import type { SendPreview, TemplateScope } from '../../../contract/workbench/sending.ts';
import { isWritten } from '../../model/composer/composer-draft.ts';
import { MessagePreview } from '../../model/composer/message-preview.ts';
import { messageEntries, pathInMessages, sendingOf } from '../../model/composer/message-documents.ts';
import { parseWhole } from '../../model/composer/sizes.ts';
import type { TemplateName } from '../../model/composer/template-names.ts';
import { words } from '../../model/words.ts';
import { ValueSelect } from '../../ui/value-select.tsx';
import { usePageServices } from '../page-context.ts';
import { useStore } from '../use-store.ts';
import { BodyEditor } from './body-editor.tsx';
import { TypedInput } from './typed-input.tsx';
import { longestMs, WaitForm } from './wait-form.tsx';

interface StepFormProps {
  readonly step: SequenceStep;
  readonly names: readonly TemplateName[];
  readonly scope: TemplateScope;
  readonly library: LibraryState;
  readonly onChange: (step: SequenceStep) => void;
}

/** What a step does, to be filled in. */
export function StepForm(props: StepFormProps) {
  const id = useId();
  const said = words.messageComposer.sequence;
  const { step, onChange } = props;
  switch (step.kind) {
    case 'send':
      return <SendStepForm {...props} step={step} />;
    case 'wait':
      return <WaitForm step={step} onChange={onChange} />;
    case 'sendSaved': {
      const paths = messageEntries(props.library.entries).map(({ path }) => pathInMessages(path));
      // One that is gone from the library stays chosen: it may come back.
      const known = step.message === '' || paths.includes(step.message) ? paths : [step.message, ...paths];
      return (
        <ValueSelect
          id={id}
          label={said.message}
          value={step.message}
          options={[{ value: '', label: said.chooseMessage }, ...known.map((value) => ({ value, label: value }))]}
          disabled={false}
          onChange={(message) => onChange({ ...step, message })}
        />
      );
    }
    case 'delay':
      return (
        <TypedInput
          label={said.delay}
          value={step.ms}
          write={String}
          read={(text) => parseWhole(text, 0, longestMs)}
          fault={said.msFault}
          unit={said.ms}
          onChange={(ms) => onChange({ ...step, ms })}
        />
      );
  }
}

type SendStep = Extract<SequenceStep, { kind: 'send' }>;

function SendStepForm({ step, names, scope, onChange }: StepFormProps & { readonly step: SendStep }) {
  const { client } = usePageServices();
  const model = useMemo(() => new MessagePreview(client), [client]);
  const { connection, environment } = scope;
  useEffect(() => {
    model.show(sendingOf(step), { connection, environment });
    return () => model.stop();
  }, [model, step, connection, environment]);
  const { preview } = useStore(model.store);
  const text = isWritten(step.body) ? step.body.text : '';
  const known = useMemo(
    () => preview && { ...preview, problems: withoutKept(preview.problems, text, names) },
    [preview, text, names],
  );
  return (
    <BodyEditor
      message={step}
      preview={known}
      names={names}
      onChange={(message) => onChange({ ...message, kind: 'send' })}
    />
  );
}

type Problem = SendPreview['problems'][number];

/** Problems but those with a variable that an earlier step keeps: what it holds is known when it is run. */
function withoutKept(problems: readonly Problem[], text: string, names: readonly TemplateName[]): readonly Problem[] {
  const kept = new Set(names.filter(({ kind }) => kind === 'kept').map((name) => name.text));
  return problems.filter(({ from, to }) => !kept.has(text.slice(from, to).replaceAll(/[{}\s]/g, '')));
}
