import { Input, makeStyles, mergeClasses } from '@fluentui/react-components';
import type { Ref } from 'react';
import { text } from './styles.ts';

const useStyles = makeStyles({
  input: { flexGrow: 1, minWidth: 0 },
  mono: { '& input': { ...text.mono } },
});

interface LineInputProps {
  /** Its name, also shown where it is empty. */
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  /** The element that says what is wrong with the value. Default: nothing is. */
  readonly faultId?: string | undefined;
  /** In the typeface of what is sent. */
  readonly isMono?: boolean;
  readonly onChange: (value: string) => void;
  readonly onEnter: () => void;
  readonly onEscape: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A line that is written in passing: Enter takes it, Escape leaves it. */
export function LineInput({
  label,
  value,
  maxLength,
  faultId,
  isMono = false,
  onChange,
  onEnter,
  onEscape,
  ref,
}: LineInputProps) {
  const styles = useStyles();
  return (
    <Input
      className={mergeClasses(styles.input, isMono && styles.mono)}
      size="small"
      input={{ ref }}
      aria-label={label}
      aria-invalid={faultId !== undefined}
      aria-describedby={faultId}
      placeholder={label}
      maxLength={maxLength}
      value={value}
      onChange={(_event, data) => onChange(data.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') onEnter();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onEscape();
      }}
    />
  );
}
