import { usePageServices } from '../features/page-context.ts';
import { useStore } from '../features/use-store.ts';
import { aboutPage } from '../model/about-page.ts';
import { words } from '../model/words.ts';
import { pageGroups, type PageEntry } from '../scenarios/page-entry.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Keyboard20Regular } from '../ui/icons.ts';
import { makeStyles, mergeClasses, scrollBar, text, tokens } from '../ui/styles.ts';
import { hrefOf, type Navigation } from './navigation.ts';
import { RailEntry } from './rail-entry.tsx';
import { ServerLine } from './server-line.tsx';
import { ThemeMenu } from './theme-menu.tsx';

const useStyles = makeStyles({
  rail: {
    boxSizing: 'border-box',
    width: '240px',
    height: '100%',
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    padding: tokens.spacingHorizontalS,
    ...scrollBar,
    overflowX: 'hidden',
    overflowY: 'auto',
  },
  // A scroll bar would push the icons aside, and cut off the dot of the server's.
  railIcons: { width: '56px', scrollbarWidth: 'none' },
  name: { ...text.subtitle, padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS}`, margin: 0 },
  section: {
    ...text.caption,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground3,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS}`,
    margin: 0,
  },
  group: { marginBottom: tokens.spacingVerticalS },
  groupIcons: {
    ':not(:last-of-type)': { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
    paddingBottom: tokens.spacingVerticalS,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '4px' },
  foot: {
    marginTop: 'auto',
    display: 'flex',
    flexDirection: 'column',
    gap: '4px',
    paddingTop: tokens.spacingVerticalM,
  },
  tools: { display: 'flex', gap: tokens.spacingHorizontalXS, paddingInlineStart: tokens.spacingHorizontalXXS },
  toolsIcons: { flexDirection: 'column', alignItems: 'center', paddingInlineStart: 0 },
});

interface RailProps {
  readonly navigation: Navigation;
  readonly current: PageEntry;
  readonly width: 'full' | 'icons';
  readonly onNavigate: () => void;
  readonly onShowKeys: () => void;
}

/** The pages, and at its foot the built-in server, the theme and the keys. */
export function Rail({ navigation, current, width, onNavigate, onShowKeys }: RailProps) {
  const styles = useStyles();
  const hasUpdate = useStore(usePageServices().app.store, (state) => state.hasUpdate);
  const isIcons = width === 'icons';
  return (
    <nav
      className={mergeClasses(styles.rail, isIcons && styles.railIcons)}
      aria-label={words.navigation.label}
      data-region="rail"
    >
      {!isIcons && <p className={styles.name}>{words.appName}</p>}
      {pageGroups.map((group) => (
        <div key={group} className={mergeClasses(styles.group, isIcons && styles.groupIcons)}>
          {!isIcons && <p className={styles.section}>{words.navigation[group]}</p>}
          <ul className={styles.list} aria-label={words.navigation[group]}>
            {navigation.pages
              .filter((entry) => entry.group === group)
              .map((entry) => (
                <li key={entry.id}>
                  <RailEntry
                    number={entry.number}
                    title={entry.title}
                    icon={entry.icon}
                    href={hrefOf(entry)}
                    isCurrent={entry === current}
                    isIconOnly={isIcons}
                    news={entry.id === aboutPage && hasUpdate ? words.about.updates.waiting : undefined}
                    onClick={onNavigate}
                  />
                </li>
              ))}
          </ul>
        </div>
      ))}
      <div className={styles.foot}>
        <ServerLine isIconOnly={isIcons} />
        <div className={mergeClasses(styles.tools, isIcons && styles.toolsIcons)}>
          <ThemeMenu />
          <IconButton label={words.keys.open} icon={Keyboard20Regular} size="medium" onClick={onShowKeys} />
        </div>
      </div>
    </nav>
  );
}
