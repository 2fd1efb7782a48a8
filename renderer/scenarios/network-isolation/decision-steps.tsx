import type { DecisionLayer, DecisionStep } from '../../../contract/network-decision.ts';
import { stepText } from '../../model/decision-text.ts';
import { words } from '../../model/words.ts';
import { makeStyles, mergeClasses, problemColor, text, tokens, visuallyHidden } from '../../ui/styles.ts';

const useStyles = makeStyles({
  steps: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column' },
  step: {
    ...text.caption,
    display: 'grid',
    gridTemplateColumns: '16px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  glyph: { textAlign: 'center', color: tokens.colorStatusSuccessForeground1 },
  refusedGlyph: { color: problemColor, fontWeight: tokens.fontWeightSemibold },
  rule: { fontWeight: tokens.fontWeightSemibold },
  layer: { ...text.caption, margin: `0 0 ${tokens.spacingVerticalXS}`, color: tokens.colorNeutralForeground3 },
  text: { display: 'block', overflowWrap: 'anywhere', userSelect: 'text' },
  refusedText: { color: problemColor },
  outcome: visuallyHidden,
});

interface DecisionStepsProps {
  /** What they led to a verdict on. */
  readonly address: string;
  readonly steps: readonly DecisionStep[];
}

/** The reasoning of a verdict, rule by rule, the manifest's first. */
export function DecisionSteps({ address, steps }: DecisionStepsProps) {
  const styles = useStyles();
  const { isolation } = words;
  return layers.map((layer) => {
    const ofLayer = steps.filter((step) => step.layer === layer);
    if (ofLayer.length === 0) return null;
    return (
      <div key={layer}>
        <p className={styles.layer}>{isolation.steps.layers[layer]}</p>
        <ol className={styles.steps} aria-label={isolation.steps.label(address, isolation.steps.layers[layer])}>
          {ofLayer.map((step, index) => (
            // The steps of a verdict never change places, and two can be the same.
            // oxlint-disable-next-line react/no-array-index-key
            <Step key={index} step={step} />
          ))}
        </ol>
      </div>
    );
  });
}

/** In the order in which they are asked. */
const layers: readonly DecisionLayer[] = ['manifest', 'policy'];

function Step({ step }: { readonly step: DecisionStep }) {
  const styles = useStyles();
  const { steps } = words.isolation;
  const isRefused = step.outcome === 'refused';
  return (
    <li className={styles.step}>
      <span aria-hidden className={mergeClasses(styles.glyph, isRefused && styles.refusedGlyph)}>
        {isRefused ? '✕' : '✓'}
      </span>
      <span>
        <span className={styles.rule}>{steps.rules[step.rule]}</span>
        <span className={styles.outcome}>, {steps.outcomes[step.outcome]}: </span>
        <span className={mergeClasses(styles.text, isRefused && styles.refusedText)}>{stepText(step)}</span>
      </span>
    </li>
  );
}
