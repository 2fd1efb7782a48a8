import { useId } from 'react';
import { listedFrames } from '../../../contract/workbench/frame-lengths.ts';
import { fragmentsText, framesText, parseFragments } from '../../model/composer/fragments.ts';
import { words } from '../../model/words.ts';
import { mergeClasses } from '../../ui/styles.ts';
import { useComposerStyles } from './composer-styles.ts';
import { TypedInput } from './typed-input.tsx';

interface FragmentsFieldProps {
  readonly fragments: readonly number[] | undefined;
  /** Of the message; undefined while it is not known. */
  readonly sizeBytes: number | undefined;
  readonly onChange: (fragments: readonly number[]) => void;
}

const none: readonly number[] = [];

/** The frames a message goes out in, by hand, and what that comes to. */
export function FragmentsField({ fragments = none, sizeBytes, onChange }: FragmentsFieldProps) {
  const styles = useComposerStyles();
  const id = useId();
  const said = words.messageComposer.fragments;
  const frames =
    sizeBytes === undefined || fragments.length === 0 ? undefined : [...listedFrames(sizeBytes, fragments)];
  return (
    <div className={mergeClasses(styles.column, styles.wide)}>
      <TypedInput
        label={said.label}
        value={fragments}
        write={fragmentsText}
        read={(text) => {
          const parsed = parseFragments(text);
          return 'fault' in parsed ? undefined : parsed.fragments;
        }}
        fault={(text) => {
          const parsed = parseFragments(text);
          return 'fault' in parsed ? parsed.fault : '';
        }}
        placeholder={said.hint}
        describedBy={id}
        onChange={onChange}
        isWide
      />
      <p id={id} className={styles.note}>
        {frames !== undefined && framesText(frames)}
      </p>
    </div>
  );
}
