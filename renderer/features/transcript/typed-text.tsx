import type { TypeAhead } from '../../model/type-ahead.ts';
import { words } from '../../model/words.ts';
import { makeStyles, mergeClasses, oneLine, text, tokens } from '../../ui/styles.ts';
import { useStore } from '../use-store.ts';

const useStyles = makeStyles({
  // The live region stays, so that what appears in it is announced.
  region: {
    position: 'absolute',
    insetInlineStart: tokens.spacingHorizontalM,
    bottom: tokens.spacingVerticalM,
    maxWidth: '60%',
  },
  typed: {
    ...text.caption,
    ...oneLine,
    display: 'block',
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow8,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
  },
  missing: { color: tokens.colorNeutralForeground3 },
});

/** What is being typed to find a row. */
export function TypedText({ typing }: { readonly typing: TypeAhead }) {
  const styles = useStyles();
  const { text: typed, isMissing } = useStore(typing.store);
  const { transcript } = words;
  return (
    <output className={styles.region}>
      {typed !== '' && (
        <span className={mergeClasses(styles.typed, isMissing && styles.missing)}>
          {isMissing ? transcript.typedMissing(typed) : transcript.typed(typed)}
        </span>
      )}
    </output>
  );
}
