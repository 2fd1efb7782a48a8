import { useEffect, useRef } from 'react';
import type { PolicyPreset } from '../../../contract/network-policy.ts';
import { useStore } from '../../features/use-store.ts';
import { hasUnsavedChanges, type NetworkIsolationPage } from '../../model/network-isolation-page.ts';
import { readDraft, type LineFault, type PolicyDraft } from '../../model/policy-draft.ts';
import { words } from '../../model/words.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Button } from '../../ui/controls.ts';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { makeStyles, mergeClasses, problemColor, text, tokens } from '../../ui/styles.ts';
import { CustomEditor } from './custom-editor.tsx';
import { CutQuestion } from './cut-question.tsx';
import { FileProblem } from './file-problem.tsx';
import { Section } from '../../features/section.tsx';
import { errorText } from '../../model/error-text.ts';

const useStyles = makeStyles({
  // What applies a long policy stays in sight while it is edited.
  footOfLong: { position: 'sticky', bottom: `calc(-1 * ${tokens.spacingVerticalXXL})`, zIndex: 1 },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  status: { ...text.caption, color: tokens.colorNeutralForeground2, flex: '1 1 160px' },
  changed: { fontWeight: tokens.fontWeightSemibold },
  fault: { color: problemColor },
});

const presets = ['declared', 'windows', 'internetOnly', 'offline', 'custom'] as const satisfies readonly PolicyPreset[];

/** The user's policy: a preset or one's own, and what applies it. */
export function PolicyForm({ page }: { readonly page: NetworkIsolationPage }) {
  const styles = useStyles();
  const { isolation, draft, applying, proposalCount } = useStore(page.store);
  const { policy, problem } = words.isolation;
  const applyRef = useRef<HTMLButtonElement>(null);
  const isAsking = applying.kind === 'asks';
  const before = useRef({ isAsking, proposalCount });
  useEffect(() => {
    // The question is answered, or something was put into the policy elsewhere on the page: what comes next is to apply.
    if ((before.current.isAsking && !isAsking) || before.current.proposalCount !== proposalCount) {
      applyRef.current?.focus();
    }
    before.current = { isAsking, proposalCount };
  }, [isAsking, proposalCount]);
  if (isolation === undefined || draft === undefined) return null;
  const isChanged = hasUnsavedChanges({ isolation, draft });
  const faults = faultsOf(draft);
  const canApply = (isChanged || isolation.policyProblem !== undefined) && faults.length === 0 && !isAsking;
  return (
    <Section title={policy.title} region="policy">
      {isolation.policyProblem !== undefined && (
        <FileProblem title={problem.title} problem={isolation.policyProblem} advice={problem.advice} />
      )}
      <RadioChoice
        label={policy.choose}
        value={draft.preset}
        options={presets.map((value) => ({
          value,
          label: policy.presets[value].label,
          line: policy.presets[value].line,
        }))}
        onChange={(preset) => page.choosePreset(preset)}
      />
      {draft.preset === 'custom' && draft.custom !== undefined && (
        <CustomEditor page={page} custom={draft.custom} declared={isolation.declared} faults={faults} />
      )}
      {isAsking && <CutQuestion page={page} sessions={applying.sessions} />}
      <div className={mergeClasses(styles.foot, draft.preset === 'custom' && styles.footOfLong)}>
        <ActionButton
          label={policy.apply}
          appearance="primary"
          // It keeps the focus when there is nothing left to apply.
          isWaiting={!canApply || applying.kind === 'busy'}
          onClick={() => void page.apply()}
          ref={applyRef}
        />
        <Button disabledFocusable={!isChanged} onClick={() => page.discard()}>
          {policy.discard}
        </Button>
        <output
          className={mergeClasses(
            styles.status,
            isChanged && styles.changed,
            (faults.length > 0 || applying.kind === 'failed') && styles.fault,
          )}
          aria-label={policy.status}
        >
          {statusText(page, isChanged, faults.length)}
        </output>
      </div>
    </Section>
  );
}

function statusText(page: NetworkIsolationPage, isChanged: boolean, faults: number): string {
  const { isolation, applying } = page.store.getState();
  const { policy } = words.isolation;
  switch (applying.kind) {
    case 'busy':
      return policy.saving;
    case 'applied':
      return applying.endedCount === 0 ? policy.saved : policy.savedAndEnded(applying.endedCount);
    case 'failed':
      return `${policy.saveFailed} ${errorText(applying.error)}`;
    case 'none':
    case 'asks':
      if (faults > 0) return policy.badLines(faults);
      if (isChanged) return policy.unsaved;
      return isolation?.policyProblem === undefined ? policy.unchanged : policy.notInForce;
  }
}

function faultsOf(draft: PolicyDraft): readonly LineFault[] {
  const read = readDraft(draft);
  return read.kind === 'faults' ? read.faults : [];
}
