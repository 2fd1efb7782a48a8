import { firstRepeat, type RepeatDraft } from '../../model/composer/composer-draft.ts';
import { parseWhole } from '../../model/composer/sizes.ts';
import { words } from '../../model/words.ts';
import { Option } from '../../ui/option.tsx';
import { useComposerStyles } from './composer-styles.ts';
import { TypedInput } from './typed-input.tsx';

const mostTimes = 1_000_000_000;
const longestMs = 86_400_000;

interface RepeatFormProps {
  readonly repeat: RepeatDraft | undefined;
  readonly onChange: (repeat: RepeatDraft | undefined) => void;
}

/** How often, and how far apart. */
export function RepeatForm({ repeat, onChange }: RepeatFormProps) {
  const styles = useComposerStyles();
  const said = words.messageComposer.send;
  if (repeat === undefined) {
    return <Option label={said.repeat} checked={false} onChange={() => onChange(firstRepeat)} />;
  }
  return (
    <div className={styles.column}>
      <div className={styles.row}>
        <Option label={said.repeat} checked onChange={() => onChange(undefined)} />
        <Option
          label={said.endless}
          checked={repeat.count === 0}
          onChange={(isEndless) => onChange({ ...repeat, count: isEndless ? 0 : firstRepeat.count })}
        />
      </div>
      <div className={styles.row}>
        {repeat.count > 0 && (
          <TypedInput
            label={said.count}
            value={repeat.count}
            write={String}
            read={(text) => parseWhole(text, 1, mostTimes)}
            fault={said.countFault}
            onChange={(count) => onChange({ ...repeat, count })}
          />
        )}
        <TypedInput
          label={said.everyMs}
          value={repeat.everyMs}
          write={String}
          read={(text) => parseWhole(text, 0, longestMs)}
          fault={said.everyFault}
          unit={said.ms}
          onChange={(everyMs) => onChange({ ...repeat, everyMs })}
        />
        <TypedInput
          label={said.jitter}
          value={repeat.jitter}
          write={(jitter) => String(Math.round(jitter * 1000) / 10)}
          read={(text) => {
            const percent = text.trim() === '' ? Number.NaN : Number(text);
            return percent >= 0 && percent <= 100 ? percent / 100 : undefined;
          }}
          fault={said.jitterFault}
          unit={said.percent}
          onChange={(jitter) => onChange({ ...repeat, jitter })}
        />
      </div>
      {repeat.everyMs === 0 && <p className={styles.note}>{said.asFast}</p>}
    </div>
  );
}
