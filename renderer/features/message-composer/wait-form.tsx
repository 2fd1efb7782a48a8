import { useEffect, useId, useState } from 'react';
import type { Match, SequenceStep } from '../../../contract/workbench/documents.ts';
import { checkMatch } from '../../model/composer/match-check.ts';
import { parseWhole } from '../../model/composer/sizes.ts';
import { words } from '../../model/words.ts';
import { mergeClasses } from '../../ui/styles.ts';
import { ValueInput } from '../../ui/value-input.tsx';
import { ValueSelect } from '../../ui/value-select.tsx';
import { useComposerStyles } from './composer-styles.ts';
import { TypedInput } from './typed-input.tsx';

export const longestMs = 86_400_000;
const matchKinds = ['any', 'text', 'regex', 'jsonPath'] as const;

type WaitStep = Extract<SequenceStep, { kind: 'wait' }>;

interface WaitFormProps {
  readonly step: WaitStep;
  readonly onChange: (step: WaitStep) => void;
}

/** Which message to wait for, how long, and under which name to keep what was found. */
export function WaitForm({ step, onChange }: WaitFormProps) {
  const styles = useComposerStyles();
  const id = useId();
  const said = words.messageComposer.sequence;
  const fault = useMatchFault(step.match);
  const { keepAs, ...rest } = step;
  const setMatch = (match: Match): void => onChange({ ...step, match });
  return (
    <div className={styles.column}>
      <div className={styles.row}>
        <ValueSelect
          id={`${id}-match`}
          label={said.match}
          value={step.match.kind}
          options={matchKinds.map((value) => ({ value, label: said.matches[value] }))}
          disabled={false}
          onChange={(kind) => setMatch(matchOf(kind, sought(step.match)))}
        />
        {step.match.kind !== 'any' && (
          <ValueInput
            id={`${id}-sought`}
            label={soughtLabel(step.match.kind)}
            placeholder={soughtPlaceholder(step.match.kind)}
            className={styles.wide}
            value={sought(step.match)}
            disabled={false}
            fault={fault}
            maxLength={4096}
            onChange={(text) => setMatch({ ...matchOf(step.match.kind, text), ...equalsOf(step.match) })}
          />
        )}
      </div>
      {step.match.kind === 'jsonPath' && (
        <Labelled id={`${id}-equals`} label={said.equals}>
          <ValueInput
            id={`${id}-equals`}
            label={said.equals}
            placeholder={said.equalsHint}
            className={styles.wide}
            value={step.match.equals ?? ''}
            disabled={false}
            maxLength={16 * 1024}
            onChange={(equals) =>
              setMatch({ ...matchOf('jsonPath', sought(step.match)), ...(equals !== '' && { equals }) })
            }
          />
        </Labelled>
      )}
      <div className={styles.row}>
        <TypedInput
          label={said.timeout}
          value={step.timeoutMs}
          write={String}
          read={(text) => parseWhole(text, 0, longestMs)}
          fault={said.msFault}
          unit={said.ms}
          onChange={(timeoutMs) => onChange({ ...step, timeoutMs })}
        />
        <Labelled id={`${id}-keep`} label={said.keepAs}>
          <ValueInput
            id={`${id}-keep`}
            label={said.keepAs}
            placeholder={said.keepAsHint}
            className={styles.wide}
            value={keepAs ?? ''}
            disabled={false}
            maxLength={256}
            onChange={(name) => onChange({ ...rest, ...(name !== '' && { keepAs: name }) })}
          />
        </Labelled>
      </div>
    </div>
  );
}

interface LabelledProps {
  readonly id: string;
  readonly label: string;
  readonly children: React.ReactNode;
}

function Labelled({ id, label, children }: LabelledProps) {
  const styles = useComposerStyles();
  return (
    <div className={mergeClasses(styles.field, styles.wide)}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children}
    </div>
  );
}

/** What is wrong with a pattern or a path, as it is typed. */
function useMatchFault(match: Match): string | undefined {
  const [found, setFound] = useState<{ readonly match: Match; readonly fault: string | undefined }>();
  useEffect(() => {
    let isCurrent = true;
    const check = async (): Promise<void> => {
      const fault = await checkMatch(match);
      if (isCurrent) setFound({ match, fault });
    };
    void check();
    return () => {
      isCurrent = false;
    };
  }, [match]);
  return found?.match === match ? found.fault : undefined;
}

function matchOf(kind: Match['kind'], text: string): Match {
  switch (kind) {
    case 'any':
      return { kind };
    case 'text':
      return { kind, text };
    case 'regex':
      return { kind, pattern: text };
    case 'jsonPath':
      return { kind, path: text };
  }
}

function sought(match: Match): string {
  switch (match.kind) {
    case 'any':
      return '';
    case 'text':
      return match.text;
    case 'regex':
      return match.pattern;
    case 'jsonPath':
      return match.path;
  }
}

function equalsOf(match: Match): { readonly equals?: string } {
  return match.kind === 'jsonPath' && match.equals !== undefined ? { equals: match.equals } : {};
}

function soughtLabel(kind: 'text' | 'regex' | 'jsonPath'): string {
  const said = words.messageComposer.sequence;
  return { text: said.matchText, regex: said.pattern, jsonPath: said.path }[kind];
}

function soughtPlaceholder(kind: 'text' | 'regex' | 'jsonPath'): string {
  return words.search.placeholders[kind];
}
