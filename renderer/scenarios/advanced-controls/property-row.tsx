import { Fragment, useId, type ReactNode } from 'react';
import type { ControlKind } from '../../model/control-properties.ts';
import { words } from '../../model/words.ts';
import { makeStyles, mergeClasses, text, tokens } from '../../ui/styles.ts';

/** Wide enough for what it does, the editor and the values side by side. */
const wide = '@container form (min-width: 620px)';

/** Wide enough for what it does beside the editor and the values. */
const middle = '@container form (min-width: 480px) and (max-width: 619.98px)';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    padding: `${tokens.spacingVerticalS} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    [middle]: { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', gridTemplateRows: 'auto 1fr' },
    [wide]: { gridTemplateColumns: 'minmax(0, 4fr) minmax(0, 4fr) minmax(0, 4fr)' },
  },
  what: {
    [middle]: { gridRowStart: 'span 2' },
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalS, margin: 0 },
  name: { ...text.body, ...text.mono, fontWeight: 500, margin: 0, overflowWrap: 'anywhere' },
  badge: {
    ...text.caption,
    padding: `0 ${tokens.spacingHorizontalXS}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    color: tokens.colorNeutralForeground2,
    whiteSpace: 'nowrap',
  },
  line: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  note: { color: tokens.colorNeutralForeground3 },
  editor: { minWidth: 0 },
  values: {
    ...text.caption,
    display: 'grid',
    gridTemplateColumns: '52px minmax(0, 1fr)',
    gap: `0 ${tokens.spacingHorizontalS}`,
    margin: 0,
    alignContent: 'start',
    paddingTop: tokens.spacingVerticalXXS,
  },
  term: { color: tokens.colorNeutralForeground3 },
  value: { ...text.mono, margin: 0, overflowWrap: 'anywhere' },
  said: { margin: 0, overflowWrap: 'anywhere', color: tokens.colorNeutralForeground2 },
  missing: { ...text.caption, fontFamily: tokens.fontFamilyBase, color: tokens.colorNeutralForeground3 },
});

interface PropertyRowProps {
  /** As the JavaScript projection writes it. */
  readonly name: string;
  readonly kind: ControlKind;
  /** The name on Windows; empty where it has none. */
  readonly windows: string;
  readonly does: string;
  readonly note: string;
  /** Whether it can be set now, or the error it gives. Undefined: it never can. */
  readonly setNow?: string | undefined;
  readonly hasValues: boolean;
  /** Left out: it is known only after connecting. */
  readonly before?: string | undefined;
  /** Undefined while nothing is connected. */
  readonly after: string | undefined;
  /** The editor; is given the element that describes it. */
  readonly children?: (describedBy: string) => ReactNode;
}

/** A property: what it does, its editor, its value before and after connecting. */
export function PropertyRow(props: PropertyRowProps) {
  const { name, kind, windows, does, note, setNow, hasValues, before, after } = props;
  const styles = useStyles();
  const id = useId();
  const { controls } = words;
  return (
    <li className={styles.row} data-property={name}>
      <div className={styles.what}>
        <div className={styles.head}>
          <h3 className={styles.name}>{breakable(windows === '' ? name : windows)}</h3>
          {controls.badges[kind] !== '' && <span className={styles.badge}>{controls.badges[kind]}</span>}
        </div>
        <div id={id}>
          {does !== '' && <p className={styles.line}>{does}</p>}
          {note !== '' && <p className={mergeClasses(styles.line, styles.note)}>{note}</p>}
        </div>
      </div>
      <div className={styles.editor}>{props.children?.(id)}</div>
      {hasValues && (
        <dl className={styles.values}>
          {before !== undefined && (
            <>
              <dt className={styles.term}>{controls.before}</dt>
              <dd className={styles.value}>{before}</dd>
            </>
          )}
          <dt className={styles.term}>{controls.after}</dt>
          <dd className={mergeClasses(styles.value, after === undefined && styles.missing)}>
            {after ?? controls.notConnected}
          </dd>
          {setNow !== undefined && (
            <>
              <dt className={styles.term}>{controls.setNow}</dt>
              <dd className={styles.said}>{setNow}</dd>
            </>
          )}
        </dl>
      )}
    </li>
  );
}

/** A long name breaks between its words only. */
function breakable(name: string): ReactNode {
  return name.split(/(?=[A-Z.])/).map((part, index) => (
    // The parts never change their order.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
