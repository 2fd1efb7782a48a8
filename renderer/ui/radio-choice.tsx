import { Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { text } from './styles.ts';

const useStyles = makeStyles({
  // The circles stand level with the fields.
  group: { marginInlineStart: '-8px' },
  option: { display: 'block' },
  line: { ...text.caption, display: 'block', color: tokens.colorNeutralForeground3 },
});

interface RadioChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly {
    readonly value: Value;
    readonly label: string;
    /** What it means, under it. */
    readonly line?: string;
  }[];
  readonly disabled?: boolean;
  /** The label is for assistive technology only. */
  readonly hidesLabel?: boolean;
  /** Side by side. */
  readonly isHorizontal?: boolean;
  readonly onChange: (value: Value) => void;
}

/** One of a few, all of them visible. */
export function RadioChoice<Value extends string>(props: RadioChoiceProps<Value>) {
  const styles = useStyles();
  return (
    <Field label={props.hidesLabel === true ? null : props.label}>
      <RadioGroup
        className={styles.group}
        {...(props.hidesLabel === true && { 'aria-label': props.label })}
        value={props.value}
        disabled={props.disabled ?? false}
        layout={props.isHorizontal === true ? 'horizontal' : 'vertical'}
        onChange={(_event, { value }) => {
          const chosen = props.options.find((option) => option.value === value);
          if (chosen !== undefined) props.onChange(chosen.value);
        }}
      >
        {props.options.map(({ value, label, line }) => (
          <Radio
            key={value}
            value={value}
            label={
              line === undefined ? (
                label
              ) : (
                <>
                  <span className={styles.option}>{label}</span>
                  <span className={styles.line}>{line}</span>
                </>
              )
            }
          />
        ))}
      </RadioGroup>
    </Field>
  );
}
