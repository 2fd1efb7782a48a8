import { SearchBox, makeStyles, mergeClasses } from '@fluentui/react-components';
import type { KeyboardEvent, Ref } from 'react';
import { text } from './styles.ts';

const useStyles = makeStyles({
  field: { minWidth: 0, flex: '1 1 160px', maxWidth: 'none' },
  mono: { '& input': { ...text.mono } },
});

interface SearchFieldProps {
  readonly id: string;
  readonly label: string;
  /** Of the button that empties it. */
  readonly clearLabel: string;
  readonly placeholder: string;
  readonly value: string;
  /** The id of what says what is wrong with it. */
  readonly noteId: string;
  readonly isAtFault: boolean;
  readonly isMono: boolean;
  readonly onChange: (value: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly ref: Ref<HTMLInputElement>;
}

/** A line of text to search for. */
export function SearchField({
  ref,
  isAtFault,
  isMono,
  noteId,
  label,
  clearLabel,
  onChange,
  ...rest
}: SearchFieldProps) {
  const styles = useStyles();
  return (
    <SearchBox
      {...rest}
      className={mergeClasses(styles.field, isMono && styles.mono)}
      size="small"
      aria-label={label}
      dismiss={{ 'aria-label': clearLabel }}
      aria-invalid={isAtFault}
      aria-describedby={noteId}
      spellCheck={false}
      autoComplete="off"
      onChange={(_event, data) => onChange(data.value)}
      // The library's type fits no element, as its slots can be any.
      ref={ref as Ref<never>}
    />
  );
}
