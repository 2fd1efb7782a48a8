import type { FileDraft } from '../../model/composer/composer-draft.ts';
import { formatSize } from '../../model/format.ts';
import { words } from '../../model/words.ts';
import { parseWhole } from '../../model/composer/sizes.ts';
import { Dismiss16Regular } from '../../ui/icons.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { PushButton } from '../../ui/push-button.tsx';
import { mergeClasses } from '../../ui/styles.ts';
import { useComposerStyles } from './composer-styles.ts';
import { TypedInput } from './typed-input.tsx';

const mostFrameBytes = 1024 ** 3;

interface FileFormProps {
  readonly draft: FileDraft;
  /** The name of a file that was chosen once, and has to be again. */
  readonly lost: string | undefined;
  readonly onChoose: () => void;
  readonly onChange: (changes: Partial<FileDraft>) => void;
}

/** A file that goes out as one message. */
export function FileForm({ draft, lost, onChoose, onChange }: FileFormProps) {
  const styles = useComposerStyles();
  const { file: said } = words.messageComposer;
  const { file, frameBytes } = draft;
  return (
    <div className={styles.column}>
      <div className={mergeClasses(styles.row, styles.middle)}>
        <PushButton label={file === undefined ? said.choose : said.chooseOther} disabled={false} onClick={onChoose} />
        <span className={styles.note}>
          {file !== undefined
            ? said.chosen(file.name, formatSize(file.sizeBytes))
            : lost === undefined
              ? said.none
              : said.lost(lost)}
        </span>
        {(file !== undefined || lost !== undefined) && (
          <IconButton label={said.forget} icon={Dismiss16Regular} onClick={() => onChange({ file: undefined })} />
        )}
      </div>
      <TypedInput
        label={said.frameSize}
        value={frameBytes}
        write={(bytes) => (bytes === 0 ? '' : String(bytes))}
        read={(text) => (text.trim() === '' ? 0 : parseWhole(text, 1, mostFrameBytes))}
        fault={said.frameSizeFault}
        unit={said.bytes}
        placeholder={said.frameSizeHint}
        onChange={(next) => onChange({ frameBytes: next })}
        isWide
      />
    </div>
  );
}
