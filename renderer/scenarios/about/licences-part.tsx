import { Section } from '../../features/section.tsx';
import { useStore } from '../../features/use-store.ts';
import type { AboutPage } from '../../model/about-page.ts';
import { words } from '../../model/words.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { makeStyles, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  title: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: 0 },
  area: {
    maxHeight: '320px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  text: {
    ...text.mono,
    margin: 0,
    padding: tokens.spacingHorizontalM,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    userSelect: 'text',
  },
});

/** The licence of the app and those of what is in it, as text. */
export function LicencesPart({ page }: { readonly page: AboutPage }) {
  const styles = useStyles();
  const shown = useStore(page.store, (state) => state.licences);
  const { licences } = words.about;
  return (
    <Section title={licences.title}>
      {shown === undefined ? (
        <div>
          <PushButton label={licences.show} disabled={false} onClick={() => void page.showLicences()} />
        </div>
      ) : (
        (['own', 'thirdParty'] as const).map((which) => (
          <div key={which}>
            <h3 className={styles.title}>{licences[which]}</h3>
            <ScrollArea className={styles.area} label={licences[which]}>
              <pre className={styles.text}>{shown[which]}</pre>
            </ScrollArea>
          </div>
        ))
      )}
    </Section>
  );
}
