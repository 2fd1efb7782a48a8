import { usePageServices } from '../../features/page-context.ts';
import { useStore } from '../../features/use-store.ts';
import { exampleAddress, examples } from '../../model/trial-examples.ts';
import type { TroubleshootPage } from '../../model/troubleshoot-page.ts';
import { words } from '../../model/words.ts';
import { Link } from '../../ui/controls.ts';
import { makeStyles, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, paddingTop: tokens.spacingVerticalM },
  title: { ...text.subtitle, margin: 0 },
  line: { ...text.body, margin: 0, color: tokens.colorNeutralForeground2 },
  list: {
    margin: `${tokens.spacingVerticalXS} 0 0`,
    padding: 0,
    listStyleType: 'none',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
  },
  address: {
    ...text.caption,
    ...text.mono,
    display: 'block',
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
  },
});

/** What this page is for, and attempts that fail on purpose. */
export function EmptyPart({ page }: { readonly page: TroubleshootPage }) {
  const styles = useStyles();
  const { app } = usePageServices();
  const endpoints = useStore(app.store, ({ server }) => (server.kind === 'running' ? server.endpoints : undefined));
  const { empty } = words.troubleshoot;
  const offered = examples.flatMap((example) => {
    const address = exampleAddress(example, endpoints);
    return address === undefined ? [] : [{ example, address }];
  });
  return (
    <section className={styles.part} aria-label={empty.title} data-region="examples">
      <h2 className={styles.title}>{empty.title}</h2>
      <p className={styles.line}>{empty.explanation}</p>
      <p className={styles.line}>{empty.examples}</p>
      <ul className={styles.list}>
        {offered.map(({ example, address }) => (
          <li key={example}>
            <Link as="button" onClick={() => void page.startExample(example)}>
              {empty.example[example]}
            </Link>
            <span className={styles.address}>{address}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
