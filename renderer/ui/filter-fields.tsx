import { SearchBox, Select, makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  search: { minWidth: 0, flex: '1 1 120px', maxWidth: '320px' },
  select: { flexShrink: 0 },
});

interface FilterTextProps {
  /** Its name, also shown where it is empty. */
  readonly label: string;
  /** Of the button that empties it. */
  readonly clearLabel: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A text that narrows a list. */
export function FilterText({ label, clearLabel, value, onChange }: FilterTextProps) {
  const styles = useStyles();
  return (
    <SearchBox
      className={styles.search}
      size="small"
      aria-label={label}
      dismiss={{ 'aria-label': clearLabel }}
      placeholder={label}
      value={value}
      maxLength={256}
      spellCheck={false}
      onChange={(_event, data) => onChange(data.value)}
    />
  );
}

interface FilterChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** One of a few kinds that narrows a list. */
export function FilterChoice<Value extends string>({ label, value, options, onChange }: FilterChoiceProps<Value>) {
  const styles = useStyles();
  return (
    <Select
      className={styles.select}
      size="small"
      aria-label={label}
      value={value}
      onChange={(_event, data) => {
        const chosen = options.find((option) => option.value === data.value);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}
