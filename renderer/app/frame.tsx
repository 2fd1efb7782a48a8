import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { PageKeysHolder } from '../features/page-keys.ts';
import type { HelpSubject } from '../model/window-keys.ts';
import { words } from '../model/words.ts';
import { OverlayDrawer, PortalMountNodeProvider } from '../ui/controls.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Navigation20Regular } from '../ui/icons.ts';
import { lineAtStart, makeStyles, mergeClasses, railWidths, text, tokens } from '../ui/styles.ts';
import { useMedia } from '../ui/use-media.ts';
import { useStore } from '../features/use-store.ts';
import { usePageServices } from '../features/page-context.ts';
import { refuseOtherDrops } from '../features/use-file-drop.ts';
import type { PaletteResult } from '../model/palette.ts';
import { workbenchHref } from '../model/workbench/workbench-link.ts';
import { CertificateQuestions } from './certificate-questions.tsx';
import { HelpLine } from './help-line.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { LinkQuestions, type ConnectLink } from './link-questions.tsx';
import { windowSources } from './palette/sources.ts';
import type { Navigation } from './navigation.ts';
import { ProblemsBanner } from './problems-banner.tsx';
import { Rail } from './rail.tsx';
import { useWindowKeys } from './use-window-keys.ts';

const useStyles = makeStyles({
  frame: {
    height: '100%',
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gridTemplateRows: 'minmax(0, 1fr)',
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
    fontFamily: tokens.fontFamilyBase,
    ...text.body,
  },
  frameWithoutRail: { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'auto minmax(0, 1fr)' },
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    height: '40px',
    paddingInlineStart: tokens.spacingHorizontalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { ...text.body, fontWeight: tokens.fontWeightSemibold },
  drawer: { width: '260px' },
  main: {
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    minWidth: 0,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  mainBesideRail: { ...lineAtStart('1px', tokens.colorNeutralStroke2) },
  page: { flexGrow: 1, minHeight: 0 },
});

/** Not needed for the first page. */
const PaletteDialog = lazy(async () => {
  const { PaletteDialog } = await import('./palette/palette-dialog.tsx');
  return { default: PaletteDialog };
});

/** Fluent's dialogs give the focus back in the next task or two. */
const focusReturnsMs = 50;

/** Opens a tab with the address of a link that the user has said yes to, and connects to nothing. */
function openLink({ address }: ConnectLink): void {
  window.location.hash = workbenchHref(address);
}

/** The window: rail, page, and what lies over them. */
export function Frame({
  navigation,
  pageKeys,
}: {
  readonly navigation: Navigation;
  readonly pageKeys: PageKeysHolder;
}) {
  const styles = useStyles();
  const { entry, page } = useStore(navigation.store);
  const isRailHidden = useMedia(railWidths.hidden);
  const isRailNarrow = useMedia(railWidths.narrow);
  const [isRailOpen, setIsRailOpen] = useState(false);
  const [isKeysOpen, setIsKeysOpen] = useState(false);
  const [isPaletteOpen, setIsPaletteOpen] = useState(false);
  const [helpSubject, setHelpSubject] = useState<HelpSubject>();
  const { client, app, palette } = usePageServices();
  // Menus, tooltips and dialogs are content as well: all content is within a landmark.
  const [floating] = useState(() => document.createElement('div'));
  const holdFloating = useCallback((main: HTMLElement | null) => main?.append(floating), [floating]);
  const carryOut = useWindowKeys({
    navigation,
    pageKeys,
    showKeys: () => setIsKeysOpen(true),
    showPalette: () => setIsPaletteOpen(true),
    showHelp: setHelpSubject,
    zoom: (direction) => void app.zoom(direction),
  });
  useEffect(() => {
    const sources = windowSources({ navigation, app, isMac: client.platform === 'darwin', carryOut });
    const ends = sources.map((source) => palette.register(source));
    return () => ends.forEach((end) => end());
  }, [navigation, app, client, palette, carryOut]);
  useEffect(() => refuseOtherDrops(), []);
  // The system shows it with the window.
  useEffect(() => {
    document.title = words.windowTitle(entry.title);
  }, [entry]);
  const leavePalette = (chosen?: PaletteResult): void => {
    setIsPaletteOpen(false);
    // The dialog gives the focus back first.
    if (chosen !== undefined) setTimeout(() => palette.run(chosen.item), focusReturnsMs);
  };
  const rail = (width: 'full' | 'icons') => (
    <Rail
      navigation={navigation}
      current={entry}
      width={width}
      onNavigate={() => setIsRailOpen(false)}
      onShowKeys={() => setIsKeysOpen(true)}
    />
  );
  return (
    <PortalMountNodeProvider value={floating}>
      <div className={mergeClasses(styles.frame, isRailHidden && styles.frameWithoutRail)}>
        {isRailHidden ? (
          <>
            <div className={styles.bar} data-region="rail">
              <IconButton
                label={words.navigation.open}
                icon={Navigation20Regular}
                size="medium"
                onClick={() => setIsRailOpen(true)}
              />
              <span className={styles.name}>{words.appName}</span>
            </div>
            <OverlayDrawer
              className={styles.drawer}
              open={isRailOpen}
              aria-label={words.navigation.label}
              onOpenChange={(_event, { open }) => setIsRailOpen(open)}
            >
              {rail('full')}
            </OverlayDrawer>
          </>
        ) : (
          rail(isRailNarrow ? 'icons' : 'full')
        )}
        <main ref={holdFloating} className={mergeClasses(styles.main, !isRailHidden && styles.mainBesideRail)}>
          <ProblemsBanner page={entry.id} />
          <HelpLine subject={helpSubject} onDismiss={() => setHelpSubject(undefined)} />
          <div className={styles.page}>
            <Suspense key={entry.id} fallback={null}>
              {page.render()}
            </Suspense>
          </div>
          <LinkQuestions onOpen={openLink} />
          <CertificateQuestions />
        </main>
        {isPaletteOpen && (
          <Suspense fallback={null}>
            <PaletteDialog onClose={leavePalette} />
          </Suspense>
        )}
        <KeysDialog isOpen={isKeysOpen} onClose={() => setIsKeysOpen(false)} />
      </div>
    </PortalMountNodeProvider>
  );
}
