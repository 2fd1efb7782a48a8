import { Field, makeStyles, Radio, RadioGroup } from '@fluentui/react-components';

const useStyles = makeStyles({
  // The circles stand level with the fields.
  group: { marginLeft: '-8px' },
});

interface RadioChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
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
        {props.options.map(({ value, label }) => (
          <Radio key={value} value={value} label={label} />
        ))}
      </RadioGroup>
    </Field>
  );
}
