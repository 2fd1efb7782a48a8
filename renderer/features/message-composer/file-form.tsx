import type { FileToSend } from '../../../contract/commands/files.ts';
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

/** A file as it is to be sent. */
export interface FileDraft {
  readonly file: FileToSend | undefined;
  /** 0: one frame. */
  readonly frameBytes: number;
}

interface FileFormProps {
  readonly draft: FileDraft;
  readonly onChoose: () => void;
  readonly onChange: (draft: FileDraft) => void;
}

/** A file that goes out as one message. */
export function FileForm({ draft, onChoose, onChange }: FileFormProps) {
  const styles = useComposerStyles();
  const { file: said } = words.messageComposer;
  const { file, frameBytes } = draft;
  return (
    <div className={styles.column}>
      <div className={mergeClasses(styles.row, styles.middle)}>
        <PushButton label={file === undefined ? said.choose : said.chooseOther} disabled={false} onClick={onChoose} />
        <span className={styles.note}>
          {file === undefined ? said.none : said.chosen(file.name, formatSize(file.sizeBytes))}
        </span>
        {file !== undefined && (
          <IconButton
            label={said.forget}
            icon={Dismiss16Regular}
            onClick={() => onChange({ ...draft, file: undefined })}
          />
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
        onChange={(next) => onChange({ ...draft, frameBytes: next })}
        isWide
      />
    </div>
  );
}
