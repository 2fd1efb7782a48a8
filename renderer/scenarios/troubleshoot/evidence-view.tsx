import type { EvidencePart } from '../../model/attempt-evidence.ts';
import { words } from '../../model/words.ts';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { makeStyles, mergeClasses, problemColor, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  parts: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
  title: { ...text.caption, fontWeight: tokens.fontWeightSemibold, margin: `0 0 ${tokens.spacingVerticalXS}` },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(96px, max-content) minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXXS,
    margin: 0,
    ...text.caption,
  },
  label: { color: tokens.colorNeutralForeground3 },
  value: { ...text.mono, margin: 0, overflowWrap: 'anywhere', userSelect: 'text' },
  text: {
    maxHeight: '240px',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
  },
  pre: {
    ...text.caption,
    ...text.mono,
    margin: 0,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    userSelect: 'text',
  },
  tableFrame: { maxHeight: '320px' },
  table: { ...text.caption, borderCollapse: 'collapse', width: '100%' },
  head: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
    padding: `2px ${tokens.spacingHorizontalM} 2px 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  cell: {
    ...text.mono,
    verticalAlign: 'top',
    padding: `2px ${tokens.spacingHorizontalM} 2px 0`,
    overflowWrap: 'anywhere',
    userSelect: 'text',
  },
  bad: { color: problemColor, fontWeight: tokens.fontWeightSemibold },
  none: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground3 },
});

/** What a phase left behind, raw: as text, never as markup. */
export function EvidenceView({ parts, name }: { readonly parts: readonly EvidencePart[]; readonly name: string }) {
  const styles = useStyles();
  if (parts.length === 0) return <p className={styles.none}>{words.troubleshoot.evidence.none}</p>;
  return (
    <div className={styles.parts}>
      {parts.map((part, index) => (
        // They never change places.
        // oxlint-disable-next-line react/no-array-index-key
        <Part key={index} part={part} phaseName={name} />
      ))}
    </div>
  );
}

function Part({ part, phaseName }: { readonly part: EvidencePart; readonly phaseName: string }) {
  const styles = useStyles();
  const title = part.title === undefined ? null : <h3 className={styles.title}>{part.title}</h3>;
  switch (part.kind) {
    case 'facts':
      return (
        <div>
          {title}
          <dl className={styles.facts}>
            {part.facts.map(({ label, value }) => (
              <FactLine key={label} label={label} value={value} />
            ))}
          </dl>
        </div>
      );
    case 'text':
      return (
        <div>
          {title}
          <ScrollArea className={styles.text} label={`${phaseName}: ${part.title}`}>
            <pre className={styles.pre}>{part.text}</pre>
          </ScrollArea>
        </div>
      );
    case 'table':
      return (
        <div>
          {title}
          <ScrollArea className={styles.tableFrame} label={`${phaseName}: ${part.title}`}>
            <Table part={part} />
          </ScrollArea>
        </div>
      );
  }
}

function FactLine({ label, value }: { readonly label: string; readonly value: string }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>{value}</dd>
    </>
  );
}

function Table({ part }: { readonly part: Extract<EvidencePart, { kind: 'table' }> }) {
  const styles = useStyles();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {part.columns.map((column) => (
            <th key={column} scope="col" className={styles.head}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {part.rows.map(({ cells, isGood }, index) => (
          // They never change places, and two can say the same.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={index}>
            {cells.map((cell, column) => (
              <td
                // oxlint-disable-next-line react/no-array-index-key
                key={column}
                className={mergeClasses(styles.cell, !isGood && column === cells.length - 1 && styles.bad)}
              >
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
