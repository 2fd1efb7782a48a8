import { ToggleButton, makeStyles, tokens } from '@fluentui/react-components';
import { text, visuallyHidden } from './styles.ts';

const useStyles = makeStyles({
  group: {
    position: 'relative',
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    border: 'none',
    margin: 0,
    padding: 0,
  },
  hidden: visuallyHidden,
  label: { ...text.caption, padding: 0, paddingBottom: tokens.spacingVerticalXS },
});

interface ToggleChipsProps<Value extends string | number> {
  readonly label: string;
  /** The label is for assistive technology only. */
  readonly hidesLabel?: boolean;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: readonly Value[]) => void;
}

/** Any of a few, as buttons that stay down. */
export function ToggleChips<Value extends string | number>({
  label,
  hidesLabel = false,
  options,
  chosen,
  onChange,
}: ToggleChipsProps<Value>) {
  const styles = useStyles();
  return (
    <fieldset className={styles.group}>
      <legend className={hidesLabel ? styles.hidden : styles.label}>{label}</legend>
      {options.map((option) => {
        const isChosen = chosen.includes(option.value);
        return (
          <ToggleButton
            key={option.value}
            size="small"
            checked={isChosen}
            onClick={() =>
              onChange(isChosen ? chosen.filter((value) => value !== option.value) : [...chosen, option.value])
            }
          >
            {option.label}
          </ToggleButton>
        );
      })}
    </fieldset>
  );
}
