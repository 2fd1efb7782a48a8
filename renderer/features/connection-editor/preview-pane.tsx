import type { EffectiveRequest } from '../../../contract/workbench/effective-request.ts';
import type { FieldProblem } from '../../model/connection-editor/document-problems.ts';
import { headText, type RequestPreviewState } from '../../model/request-preview.ts';
import { sectionOf } from '../../model/connection-editor/sections.ts';
import { words } from '../../model/words.ts';
import { Link } from '../../ui/controls.ts';
import { makeStyles, mergeClasses, problemColor, text, tokens } from '../../ui/styles.ts';
import { useDelayed } from '../../ui/use-delayed.ts';
import { CopyTextButton } from '../copy-text-button.tsx';
import { originText } from './origin-text.ts';
import { settingText } from './setting-text.ts';
import { Part } from './part.tsx';
import { errorText } from '../../model/error-text.ts';

const useStyles = makeStyles({
  pane: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    minWidth: 0,
    containerType: 'inline-size',
    containerName: 'preview',
  },
  head: {
    margin: 0,
    padding: tokens.spacingHorizontalS,
    listStyleType: 'none',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  old: { opacity: 0.6 },
  line: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    paddingBottom: tokens.spacingVerticalXXS,
    '@container preview (min-width: 420px)': { gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)' },
  },
  text: { ...text.caption, ...text.mono, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  from: { ...text.caption, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  changes: { fontStyle: 'italic', '::before': { content: '" · "' } },
  settings: { margin: 0, display: 'grid', gap: tokens.spacingVerticalXXS },
  settingLine: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 120px) minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
  },
  settingFrom: { color: tokens.colorNeutralForeground2 },
  term: { ...text.caption, color: tokens.colorNeutralForeground2 },
  setting: { ...text.caption, margin: 0, overflowWrap: 'anywhere' },
  problems: { ...text.caption, margin: 0, padding: 0, listStyleType: 'none', color: problemColor },
  title: { ...text.caption, fontWeight: tokens.fontWeightSemibold, margin: 0, color: problemColor },
  note: { ...text.caption, margin: 0, color: tokens.colorNeutralForeground2 },
  copy: { alignSelf: 'start' },
});

interface PreviewPaneProps {
  readonly preview: RequestPreviewState;
  readonly problems: readonly FieldProblem[];
  readonly onGoTo: (field: string) => void;
}

/** The request as it will be sent, line by line, with where each came from; and what keeps it from being sent. */
export function PreviewPane({ preview, problems, onGoTo }: PreviewPaneProps) {
  const styles = useStyles();
  const { preview: say, sections } = words.connectionEditor;
  const { request, error } = preview;
  const isBusy = useDelayed(preview.isBusy);
  return (
    <div className={styles.pane} aria-busy={preview.isBusy}>
      <Part title={say.title}>
        <div aria-live="polite">
          {problems.length > 0 && (
            <>
              <p className={styles.title}>{say.problems(problems.length)}</p>
              <ul className={styles.problems}>
                {problems.map(({ field, sentence }) => {
                  const section = sectionOf(field);
                  return (
                    <li key={`${field} ${sentence}`}>
                      {section === undefined ? (
                        // Main names the folder it is inherited from before the field.
                        say.goTo(field.split(': ', 1)[0] ?? field, sentence)
                      ) : (
                        <Link as="button" inline onClick={() => onGoTo(field)}>
                          {say.goTo(sections[section], sentence)}
                        </Link>
                      )}
                    </li>
                  );
                })}
              </ul>
            </>
          )}
          {error !== undefined && (
            <p className={styles.title}>
              {say.failed} {errorText(error)}
              {request === undefined ? '' : `. ${say.old}`}
            </p>
          )}
          {isBusy && <p className={styles.note}>{say.busy}</p>}
        </div>
        {request === undefined
          ? error === undefined && !isBusy && <p className={styles.note}>{say.empty}</p>
          : requestLines(request, error !== undefined, styles)}
      </Part>
    </div>
  );
}

function requestLines(request: EffectiveRequest, isOld: boolean, styles: ReturnType<typeof useStyles>) {
  const { preview: say } = words.connectionEditor;
  return (
    <>
      <ol className={mergeClasses(styles.head, isOld && styles.old)} aria-label={say.label}>
        {request.head.map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} className={styles.line}>
            <span className={styles.text}>{line.text === '' ? '\u00a0' : line.text}</span>
            <span className={styles.from}>
              {[
                originText(line.origin),
                ...line.variables.map(({ name, origin }) => say.variable(name, originText(origin))),
              ].join(' · ')}
              {line.changes && <span className={styles.changes}>{say.changes}</span>}
            </span>
          </li>
        ))}
      </ol>
      <div className={styles.copy}>
        <CopyTextButton label={say.copy} text={() => headText(request)} />
      </div>
      {request.settings.length > 0 && (
        <dl className={styles.settings} aria-label={say.settings}>
          {request.settings.map((setting) => (
            <div key={setting.name} className={styles.settingLine}>
              <dt className={styles.term}>{say.settingNames[setting.name]}</dt>
              <dd className={styles.setting}>
                {settingText(setting)} <span className={styles.settingFrom}>· {originText(setting.origin)}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
