import { useState, type KeyboardEvent } from 'react';
import type { SequenceStep } from '../../../contract/workbench/documents.ts';
import type { LibraryState } from '../../../contract/workbench/library.ts';
import type { SendRun, TemplateScope } from '../../../contract/workbench/sending.ts';
import {
  editSteps,
  namedSteps,
  newStep,
  stepKinds,
  withStep,
  type NamedSteps,
  type StepEdit,
} from '../../model/composer/sequence-edits.ts';
import type { TemplateName } from '../../model/composer/template-names.ts';
import { words } from '../../model/words.ts';
import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Button } from '../../ui/controls.ts';
import { Add16Regular } from '../../ui/icons.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { SortableList } from '../../ui/sortable-list.tsx';
import { mergeClasses } from '../../ui/styles.ts';
import { isUndo } from '../use-removals.ts';
import { useComposerStyles } from './composer-styles.ts';
import { StepRow } from './step-row.tsx';

interface SequenceEditorProps {
  readonly steps: readonly SequenceStep[];
  readonly names: readonly TemplateName[];
  readonly scope: TemplateScope;
  readonly library: LibraryState;
  /** The newest run of this sequence. */
  readonly run: SendRun | undefined;
  readonly onChange: (steps: readonly SequenceStep[]) => void;
}

/** An edit that can be taken back, with the steps there were. */
interface Done {
  readonly edit: StepEdit;
  readonly before: NamedSteps;
}

/** More is forgotten, the oldest first. */
const undoLimit = 100;

/** The steps of a sequence, one of them open. */
export function SequenceEditor({ steps, names, scope, library, run, onChange }: SequenceEditorProps) {
  const styles = useComposerStyles();
  const said = words.messageComposer.sequence;
  const [known, setKnown] = useState(() => namedSteps(steps));
  const [done, setDone] = useState<readonly Done[]>([]);
  const [open, setOpen] = useState<string>();
  // Others came from outside: out of the library, or back with the tab.
  const named = known.steps === steps ? known : namedSteps(steps, known.ids.slice(0, steps.length));
  const put = (next: NamedSteps): void => {
    setKnown(next);
    onChange(next.steps);
  };
  const apply = (edit: StepEdit, added?: SequenceStep): void => {
    const next = editSteps(named, edit, added);
    if (next.steps === named.steps) return;
    setDone([...done, { edit, before: named }].slice(-undoLimit));
    if (edit.kind === 'added' || edit.kind === 'duplicated') setOpen(next.ids[edit.at]);
    put(next);
  };
  const last = done.at(-1);
  const undo = (): void => {
    if (last === undefined) return;
    setDone(done.slice(0, -1));
    put(last.before);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (last === undefined || !isUndo(event)) return;
    event.preventDefault();
    undo();
  };
  return (
    // The keys of the list work wherever in it the focus is.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.column} onKeyDown={onKeyDown}>
      {named.steps.length === 0 && <p className={styles.note}>{said.empty}</p>}
      <SortableList
        label={said.label}
        ids={named.ids}
        words={{
          handle: said.drag,
          keys: said.dragKeys,
          picked: said.picked,
          over: said.over,
          dropped: said.dropped,
          canceled: said.dragCanceled,
        }}
        onMove={(at, to) => apply({ kind: 'moved', at, to })}
        renderItem={(index) => {
          const step = named.steps[index];
          const stepId = named.ids[index];
          if (step === undefined || stepId === undefined) return null;
          return (
            <StepRow
              step={step}
              place={index + 1}
              count={named.steps.length}
              isOpen={open === stepId}
              run={run}
              names={names}
              scope={scope}
              library={library}
              onOpen={(isOpen) => setOpen(isOpen ? stepId : undefined)}
              onChange={(next) => put(withStep(named, index, next))}
              onEdit={apply}
            />
          );
        }}
      />
      <div className={mergeClasses(styles.row, styles.middle)}>
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button size="small" icon={<Add16Regular />}>
              {said.add}
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {stepKinds.map((kind) => (
                <MenuItem key={kind} onClick={() => apply({ kind: 'added', at: named.steps.length }, newStep(kind))}>
                  {said.kinds[kind]}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
        <output className={styles.note}>
          {last !== undefined && said[last.edit.kind]((last.edit.kind === 'moved' ? last.edit.to : last.edit.at) + 1)}
        </output>
        {last !== undefined && <PushButton label={said.undo} disabled={false} onClick={undo} />}
      </div>
    </div>
  );
}
