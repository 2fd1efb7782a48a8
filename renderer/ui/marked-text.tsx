import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  mark: {
    backgroundColor: 'transparent',
    // Of the text's own colour: a row that is chosen has another ground in every theme.
    color: 'inherit',
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'underline',
  },
});

/** A text with some of its characters marked. */
export function MarkedText({ text, marks }: { readonly text: string; readonly marks: readonly number[] }) {
  const styles = useStyles();
  if (marks.length === 0) return text;
  const marked = new Set(marks);
  const parts: { readonly from: number; text: string; readonly isMarked: boolean }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const last = parts.at(-1);
    if (last?.isMarked === marked.has(at)) last.text += text[at] ?? '';
    else parts.push({ from: at, text: text[at] ?? '', isMarked: marked.has(at) });
  }
  return parts.map((part) =>
    part.isMarked ? (
      <mark key={part.from} className={styles.mark}>
        {part.text}
      </mark>
    ) : (
      <span key={part.from}>{part.text}</span>
    ),
  );
}
