import { Section } from '../../features/section.tsx';
import { CopyTextButton } from '../../features/copy-text-button.tsx';
import { useStore } from '../../features/use-store.ts';
import type { AppModel } from '../../model/app-model.ts';
import { words } from '../../model/words.ts';
import { makeStyles, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    margin: 0,
  },
  name: { ...text.body, color: tokens.colorNeutralForeground2 },
  value: { ...text.body, ...text.number, margin: 0, userSelect: 'text' },
});

/** The versions of the app and of what it runs on. */
export function VersionPart({ app }: { readonly app: AppModel }) {
  const styles = useStyles();
  const state = useStore(app.store, ({ app }) => app);
  const { version } = words.about;
  if (state === undefined) return null;
  const { runtime, platform, isPackaged } = state;
  const facts = [
    [version.duplex, isPackaged ? state.version : version.development(state.version)],
    [version.electron, runtime.electron],
    [version.chromium, runtime.chrome],
    [version.node, runtime.node],
    [version.platform, platform],
  ] as const;
  return (
    <Section title={version.title}>
      <dl className={styles.facts}>
        {facts.flatMap(([name, value]) => [
          <dt key={name} className={styles.name}>
            {name}
          </dt>,
          <dd key={`${name} value`} className={styles.value}>
            {value}
          </dd>,
        ])}
      </dl>
      <div>
        <CopyTextButton label={version.copy} text={() => facts.map((fact) => fact.join(' ')).join('\n')} />
      </div>
    </Section>
  );
}
