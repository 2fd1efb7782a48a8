import type { AppState } from '../../contract/commands/app.ts';
import { CopyTextButton } from '../features/copy-text-button.tsx';
import { usePageServices } from '../features/page-context.ts';
import { useStore } from '../features/use-store.ts';
import type { HelpSubject } from '../model/window-keys.ts';
import { words } from '../model/words.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Dismiss16Regular, Info20Regular } from '../ui/icons.ts';
import { makeStyles, text, tokens } from '../ui/styles.ts';

/** Where the documentation begins, in the source code. */
const documentationPlace = 'docs/README.md';

const useStyles = makeStyles({
  region: { display: 'block' },
  line: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground3,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  text: { ...text.body, margin: 0 },
  fact: { ...text.mono, overflowWrap: 'anywhere', userSelect: 'text' },
});

interface HelpLineProps {
  /** Undefined: nothing was asked for. */
  readonly subject: HelpSubject | undefined;
  readonly onDismiss: () => void;
}

/** Says where help is, and opens no address: the app reaches nobody by itself. */
export function HelpLine({ subject, onDismiss }: HelpLineProps) {
  const styles = useStyles();
  const { app } = usePageServices();
  const state = useStore(app.store, ({ app }) => app);
  const { help } = words;
  const fact = subject === 'documentation' ? documentationPlace : versionsOf(state);
  // The live region stays, so that what it says is announced.
  return (
    <output className={styles.region} aria-label={help.label}>
      {subject !== undefined && (
        <div className={styles.line}>
          <Info20Regular aria-hidden />
          <p className={styles.text}>
            {help[subject]} <span className={styles.fact}>{fact}</span>
          </p>
          <CopyTextButton key={subject} label={help.copy} text={() => fact} />
          <IconButton label={help.dismiss} icon={Dismiss16Regular} onClick={onDismiss} />
        </div>
      )}
    </output>
  );
}

/** What a report needs of the app. */
function versionsOf(state: AppState | undefined): string {
  if (state === undefined) return '';
  const { version, runtime, platform, arch } = state;
  return `Duplex ${version}, Electron ${runtime.electron}, ${platform} ${arch}`;
}
