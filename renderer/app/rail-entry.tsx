import { Tooltip } from '../ui/controls.ts';
import type { Icon } from '../ui/icons.ts';
import { makeStyles, media, mergeClasses, text, tokens } from '../ui/styles.ts';

const useStyles = makeStyles({
  entry: {
    ...text.body,
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minHeight: '36px',
    boxSizing: 'border-box',
    paddingInlineStart: '10px',
    paddingInlineEnd: tokens.spacingHorizontalS,
    paddingTop: tokens.spacingVerticalXS,
    paddingBottom: tokens.spacingVerticalXS,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    outlineStyle: 'none',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':active': { backgroundColor: tokens.colorSubtleBackgroundPressed },
    ':focus-visible': { boxShadow: `inset 0 0 0 2px ${tokens.colorStrokeFocus2}` },
  },
  current: {
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    // With the high-contrast theme the two are a pair.
    color: tokens.colorNeutralForeground1Selected,
    fontWeight: tokens.fontWeightSemibold,
    '::before': {
      content: '""',
      position: 'absolute',
      insetInlineStart: 0,
      top: '10px',
      bottom: '10px',
      width: '3px',
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorCompoundBrandForeground1,
    },
    [media.forcedColors]: { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
  // On the icon, where it is seen also without the title.
  news: {
    position: 'absolute',
    insetInlineStart: '24px',
    top: '7px',
    width: '8px',
    height: '8px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorCompoundBrandForeground1,
    [media.forcedColors]: { backgroundColor: 'Highlight' },
  },
  icon: { flexShrink: 0, width: '20px', height: '20px' },
  // On two lines where it is long; with another language most are.
  title: { flexGrow: 1, minWidth: 0, lineHeight: tokens.lineHeightBase200, overflowWrap: 'anywhere' },
  number: { ...text.caption, ...text.number, color: tokens.colorNeutralForeground3, flexShrink: 0 },
  // With the high-contrast theme another color is not to be read on that of the current page.
  currentNumber: { color: 'inherit' },
});

interface RailEntryProps {
  readonly number: number | undefined;
  readonly title: string;
  readonly icon: Icon;
  readonly href: string;
  readonly isCurrent: boolean;
  readonly isIconOnly: boolean;
  /** Something that waits there, in words; shown as a dot. */
  readonly news?: string | undefined;
  readonly onClick: () => void;
}

/** One page of the rail. Its number is its key. */
export function RailEntry({ number, title, icon: Icon, href, isCurrent, isIconOnly, news, onClick }: RailEntryProps) {
  const styles = useStyles();
  const name = [number === undefined ? title : `${number} ${title}`, news].filter(Boolean).join(', ');
  const entry = (
    <a
      className={mergeClasses(styles.entry, isCurrent && styles.current)}
      href={href}
      aria-current={isCurrent ? 'page' : undefined}
      aria-label={name}
      onClick={onClick}
    >
      <Icon className={styles.icon} aria-hidden />
      {news !== undefined && <span className={styles.news} aria-hidden />}
      {!isIconOnly && (
        <>
          <span className={styles.title}>{title}</span>
          {number !== undefined && (
            <span className={mergeClasses(styles.number, isCurrent && styles.currentNumber)}>{number}</span>
          )}
        </>
      )}
    </a>
  );
  if (!isIconOnly) return entry;
  return (
    <Tooltip content={name} relationship="inaccessible" positioning="after">
      {entry}
    </Tooltip>
  );
}
