import { Input, makeStyles } from '@fluentui/react-components';
import { text } from './styles.ts';

const useStyles = makeStyles({ input: { minWidth: 0, '& input': { ...text.mono } } });

interface HeaderInputProps {
  /** Its name; not shown, as the place in the list tells it. */
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly isInvalid: boolean;
  readonly onChange: (value: string) => void;
}

/** One half of a header line. */
export function HeaderInput({ label, placeholder, value, isInvalid, onChange }: HeaderInputProps) {
  const styles = useStyles();
  return (
    <Input
      className={styles.input}
      size="small"
      aria-label={label}
      aria-invalid={isInvalid}
      placeholder={placeholder}
      value={value}
      spellCheck={false}
      onChange={(_event, data) => onChange(data.value)}
    />
  );
}
