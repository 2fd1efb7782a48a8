import { useId } from 'react';
import type { SequenceStep } from '../../../contract/workbench/documents.ts';
import type { LibraryState } from '../../../contract/workbench/library.ts';
import type { SendRun, TemplateScope } from '../../../contract/workbench/sending.ts';
import { explainError } from '../../model/explain-error.ts';
import type { StepEdit } from '../../model/composer/sequence-edits.ts';
import { stepLine } from '../../model/composer/step-text.ts';
import type { TemplateName } from '../../model/composer/template-names.ts';
import { words } from '../../model/words.ts';
import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Spinner } from '../../ui/controls.ts';
import {
  ChevronDown16Regular,
  ChevronRight16Regular,
  Delete16Regular,
  ErrorCircle16Regular,
  MoreHorizontal16Regular,
} from '../../ui/icons.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { makeStyles, mergeClasses, oneLine, pointsOn, text, tokens } from '../../ui/styles.ts';
import { useComposerStyles } from './composer-styles.ts';
import { StepForm } from './step-form.tsx';

const useStyles = makeStyles({
  step: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    minWidth: 0,
  },
  atIt: { border: `1px solid ${tokens.colorBrandStroke1}`, backgroundColor: tokens.colorBrandBackground2 },
  failed: { border: `1px solid ${tokens.colorPaletteRedBorderActive}` },
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, minHeight: '32px', minWidth: 0 },
  summary: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    flexGrow: 1,
    minWidth: 0,
    minHeight: '32px',
    padding: `0 ${tokens.spacingHorizontalS}`,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    color: 'inherit',
    backgroundColor: 'transparent',
    font: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  chevron: { flexShrink: 0 },
  closed: pointsOn,
  kind: { ...text.caption, flexShrink: 0, fontWeight: tokens.fontWeightSemibold },
  line: { ...text.mono, ...text.caption, ...oneLine, minWidth: 0 },
  form: { padding: tokens.spacingHorizontalS, paddingTop: tokens.spacingVerticalXS },
  reason: { padding: `0 ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS}`, userSelect: 'text' },
  status: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXXS, flexShrink: 0 },
});

interface StepRowProps {
  readonly step: SequenceStep;
  /** From 1. */
  readonly place: number;
  readonly count: number;
  readonly isOpen: boolean;
  readonly run: SendRun | undefined;
  readonly names: readonly TemplateName[];
  readonly scope: TemplateScope;
  readonly library: LibraryState;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onChange: (step: SequenceStep) => void;
  readonly onEdit: (edit: StepEdit) => void;
}

/** A step in a line; open, with everything to fill in. */
export function StepRow(props: StepRowProps) {
  const { step, place, isOpen, run, onOpen } = props;
  const styles = useComposerStyles();
  const own = useStyles();
  const id = useId();
  const said = words.messageComposer.sequence;
  const isAt = run !== undefined && run.end === undefined && run.step === place - 1;
  const failure = run?.end?.kind === 'failed' && run.end.step === place - 1 ? run.end.error : undefined;
  return (
    <div
      className={mergeClasses(own.step, isAt && own.atIt, failure !== undefined && own.failed)}
      aria-current={isAt ? 'step' : undefined}
    >
      <div className={own.head}>
        <button
          type="button"
          className={own.summary}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => onOpen(!isOpen)}
        >
          {isOpen ? (
            <ChevronDown16Regular className={own.chevron} />
          ) : (
            <ChevronRight16Regular className={mergeClasses(own.chevron, own.closed)} />
          )}
          <span className={own.kind}>{said.step(place, said.kinds[step.kind])}</span>
          <span className={own.line}>{stepLine(step)}</span>
        </button>
        {isAt && (
          <span className={mergeClasses(styles.note, own.status)}>
            <Spinner size="extra-tiny" /> {said.isAt}
          </span>
        )}
        {failure !== undefined && (
          <span className={mergeClasses(styles.note, styles.problem, own.status)}>
            <ErrorCircle16Regular /> {said.failedHere}
          </span>
        )}
        <IconButton
          label={said.of(said.remove, place)}
          icon={Delete16Regular}
          onClick={() => props.onEdit({ kind: 'removed', at: place - 1 })}
        />
        <StepMenu {...props} />
      </div>
      {failure !== undefined && (
        <p className={mergeClasses(styles.note, styles.problem, own.reason)}>
          {[explainError(failure).what, explainError(failure).why].filter(Boolean).join(' ')}
        </p>
      )}
      <div id={id} className={own.form} hidden={!isOpen}>
        {isOpen && (
          <StepForm
            step={step}
            names={props.names}
            scope={props.scope}
            library={props.library}
            onChange={props.onChange}
          />
        )}
      </div>
    </div>
  );
}

function StepMenu({ place, count, onEdit }: StepRowProps) {
  const said = words.messageComposer.sequence;
  const at = place - 1;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <IconButton label={said.more(place)} icon={MoreHorizontal16Regular} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem disabled={at === 0} onClick={() => onEdit({ kind: 'moved', at, to: at - 1 })}>
            {said.up}
          </MenuItem>
          <MenuItem disabled={place === count} onClick={() => onEdit({ kind: 'moved', at, to: at + 1 })}>
            {said.down}
          </MenuItem>
          <MenuItem onClick={() => onEdit({ kind: 'duplicated', at: place })}>{said.duplicate}</MenuItem>
          <MenuItem onClick={() => onEdit({ kind: 'removed', at })}>{said.remove}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
