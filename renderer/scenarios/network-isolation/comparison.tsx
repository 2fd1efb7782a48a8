import { useStore } from '../../features/use-store.ts';
import { hasUnsavedChanges, type NetworkIsolationPage } from '../../model/network-isolation-page.ts';
import { comparedRules, type Setting } from '../../model/policy-comparison.ts';
import { words } from '../../model/words.ts';
import { makeStyles, mergeClasses, text, tokens, visuallyHidden } from '../../ui/styles.ts';
import { Section } from '../../features/section.tsx';

const useStyles = makeStyles({
  table: { ...text.caption, width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed' },
  head: {
    textAlign: 'start',
    verticalAlign: 'bottom',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground3,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  what: { width: '46%' },
  row: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  rule: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'anywhere',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS} 0`,
  },
  line: { display: 'block', color: tokens.colorNeutralForeground3 },
  cell: {
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS} 0`,
    color: tokens.colorNeutralForeground2,
  },
  on: { color: tokens.colorStatusSuccessForeground1, fontWeight: tokens.fontWeightSemibold },
  off: { color: tokens.colorNeutralForeground3 },
  hidden: visuallyHidden,
});

/** What is declared, what the policy makes of it, and what holds. */
export function Comparison({ page }: { readonly page: NetworkIsolationPage }) {
  const styles = useStyles();
  const { isolation, draft } = useStore(page.store);
  if (isolation === undefined || draft === undefined) return null;
  const { comparison } = words.isolation;
  const { columns, rows } = comparison;
  return (
    <Section title={comparison.title}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={mergeClasses(styles.head, styles.what)}>
              {columns.what}
            </th>
            <th scope="col" className={styles.head}>
              {columns.declared}
            </th>
            <th scope="col" className={styles.head}>
              {hasUnsavedChanges({ isolation, draft }) ? columns.chosenUnsaved : columns.chosen}
            </th>
            <th scope="col" className={styles.head}>
              {columns.inForce}
            </th>
          </tr>
        </thead>
        <tbody>
          {comparedRules(isolation, draft).map(({ rule, declared, chosen, inForce }) => (
            <tr key={rule} className={styles.row}>
              <th scope="row" className={styles.rule}>
                {rows[rule].label}
                <span className={styles.line}>{rows[rule].line}</span>
              </th>
              <td className={styles.cell}>
                <SettingText setting={declared} absent={comparison.notItsMatterWord} />
              </td>
              <td className={styles.cell}>
                <SettingText setting={chosen} absent={comparison.notAPolicyWord} />
              </td>
              <td className={styles.cell}>
                <SettingText setting={inForce} absent="" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

interface SettingTextProps {
  readonly setting: Setting | undefined;
  /** What to say where there is none. */
  readonly absent: string;
}

function SettingText({ setting, absent }: SettingTextProps) {
  const styles = useStyles();
  const { comparison } = words.isolation;
  if (setting === undefined) {
    return (
      <>
        <span aria-hidden>{comparison.notItsMatter}</span>
        <span className={styles.hidden}>{absent}</span>
      </>
    );
  }
  return (
    <span
      className={mergeClasses(setting.isOn === true && styles.on, setting.isOn === false && styles.off)}
      title={setting.entries?.join('\n')}
    >
      {setting.text}
    </span>
  );
}
