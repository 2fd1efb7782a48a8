import { Select } from '@fluentui/react-components';

interface ValueSelectProps<Value extends string> {
  readonly id: string;
  /** Its name; not shown, as the row it stands in tells it. */
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly disabled: boolean;
  readonly describedBy?: string;
  /** Default: small. */
  readonly size?: 'small' | 'medium';
  readonly onChange: (value: Value) => void;
}

/** One of a few values, in a row that names it. */
export function ValueSelect<Value extends string>(props: ValueSelectProps<Value>) {
  return (
    <Select
      id={props.id}
      size={props.size ?? 'small'}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      value={props.value}
      disabled={props.disabled}
      onChange={(_event, { value }) => {
        const chosen = props.options.find((option) => option.value === value);
        if (chosen !== undefined) props.onChange(chosen.value);
      }}
    >
      {props.options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </Select>
  );
}
