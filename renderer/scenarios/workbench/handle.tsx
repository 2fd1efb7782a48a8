import type { ReactNode } from 'react';
import { words } from '../../model/words.ts';
import { Dismiss16Regular } from '../../ui/icons.ts';
import { lineAtStart, makeStyles, media, mergeClasses, oneLine, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  holder: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    width: '200px',
    flexShrink: 1,
    minWidth: '96px',
    borderInlineEndWidth: '1px',
    borderInlineEndStyle: 'solid',
    borderInlineEndColor: tokens.colorNeutralStroke2,
    ':first-child': lineAtStart('1px', tokens.colorNeutralStroke2),
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  shown: { backgroundColor: tokens.colorNeutralBackground1 },
  active: {
    '::after': {
      content: '""',
      position: 'absolute',
      insetInlineStart: 0,
      insetInlineEnd: 0,
      top: 0,
      height: '2px',
      backgroundColor: tokens.colorCompoundBrandStroke,
      [media.forcedColors]: { backgroundColor: 'Highlight' },
    },
  },
  tab: {
    ...text.body,
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalSNudge,
    flexGrow: 1,
    minWidth: 0,
    height: '100%',
    padding: `0 0 0 ${tokens.spacingHorizontalS}`,
    border: 'none',
    background: 'none',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    textAlign: 'start',
    cursor: 'default',
    outlineStyle: 'none',
    ':focus-visible': { boxShadow: `inset 0 0 0 2px ${tokens.colorStrokeFocus2}` },
  },
  name: { ...oneLine, minWidth: 0 },
  unsaved: {
    width: '6px',
    height: '6px',
    flexShrink: 0,
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralForeground3,
    [media.forcedColors]: { backgroundColor: 'CanvasText' },
  },
  close: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: '24px',
    height: '24px',
    marginInlineEnd: tokens.spacingHorizontalXXS,
    flexShrink: 0,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundPressed },
  },
});

interface HandleProps {
  /** Of the tab, and of its panel. */
  readonly id: string;
  readonly name: string;
  readonly title?: string;
  readonly icon: ReactNode;
  readonly isChanged: boolean;
  readonly isActive: boolean;
  readonly isShown: boolean;
  readonly onSelect: () => void;
  readonly onClose: () => void;
}

/** What is held of a tab in the strip. */
export function Handle(props: HandleProps) {
  const { id, name, title, icon, isChanged, isActive, isShown, onSelect, onClose } = props;
  const styles = useStyles();
  const { tabs: said } = words.workbench;
  return (
    <div
      role="none"
      className={mergeClasses(styles.holder, isShown && styles.shown, isActive && styles.active)}
      title={title}
      onAuxClick={(event) => {
        if (event.button === 1) onClose();
      }}
    >
      <button
        type="button"
        role="tab"
        id={`tab-${id}`}
        className={styles.tab}
        aria-selected={isActive}
        aria-controls={isShown ? `panel-${id}` : undefined}
        aria-label={isChanged ? `${name}, ${said.unsaved}` : name}
        tabIndex={isActive ? 0 : -1}
        onClick={onSelect}
      >
        {icon}
        <span className={styles.name}>{name}</span>
        {isChanged && <span className={styles.unsaved} />}
      </button>
      {/* For the pointer; the keyboard has Delete on the tab, and Ctrl + W. */}
      <span aria-hidden className={styles.close} title={said.close(name)} onClick={onClose}>
        <Dismiss16Regular />
      </span>
    </div>
  );
}
