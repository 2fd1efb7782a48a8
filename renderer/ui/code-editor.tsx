import { lazy, Suspense, useRef } from 'react';
import { makeStyles, tokens } from '@fluentui/react-components';
import type { TemplateName } from '../model/composer/template-names.ts';
import type { TextProblem } from '../model/composer/syntax-check.ts';
import { media, scrollBar, text } from './styles.ts';

const CodeMirror = lazy(async () => {
  const { CodeMirror } = await import('./code-mirror.tsx');
  return { default: CodeMirror };
});

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    minHeight: '96px',
    height: '112px',
    maxHeight: '70vh',
    resize: 'vertical',
    overflow: 'hidden',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-within': { outline: `1px solid ${tokens.colorCompoundBrandStroke}` },
    [media.forcedColors]: { ':focus-within': { outlineColor: 'Highlight' } },
  },
  plain: {
    ...text.mono,
    ...text.caption,
    ...scrollBar,
    flexGrow: 1,
    border: 'none',
    outlineStyle: 'none',
    resize: 'none',
    padding: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground1,
    backgroundColor: 'transparent',
  },
});

export interface CodeEditorProps {
  /** Its name. */
  readonly label: string;
  readonly language: 'text' | 'json' | 'xml';
  readonly value: string;
  readonly placeholder: string;
  /** The id of what says more: its keys, and what is wrong. */
  readonly describedBy: string;
  readonly problems: readonly TextProblem[];
  /** What is offered behind `{{`. Empty: templates mean nothing here. */
  readonly names: readonly TemplateName[];
  readonly onChange: (value: string) => void;
  /** Alt + Up in the first line, Alt + Down in the last one. Answers whether it meant something. */
  readonly onEdge?: (direction: 'back' | 'forth') => boolean;
}

/** A text with syntax, templates and undo. Until the editor has been loaded, a plain field takes its place. */
export function CodeEditor(props: CodeEditorProps) {
  const styles = useStyles();
  const hadFocus = useRef(false);
  return (
    <div className={styles.box}>
      <Suspense
        fallback={
          <textarea
            className={styles.plain}
            aria-label={props.label}
            aria-describedby={props.describedBy}
            value={props.value}
            placeholder={props.placeholder}
            spellCheck={false}
            onFocus={() => {
              hadFocus.current = true;
            }}
            onBlur={() => {
              hadFocus.current = false;
            }}
            onChange={(event) => props.onChange(event.currentTarget.value)}
          />
        }
      >
        <CodeMirror {...props} takesFocus={hadFocus} />
      </Suspense>
    </div>
  );
}
