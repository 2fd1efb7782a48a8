import { useState } from 'react';
import type { GeneratorBody } from '../../model/composer/composer-draft.ts';
import { parseWhole, sizeUnitNames, sizeUnits, unitOf } from '../../model/composer/sizes.ts';
import { withField } from '../../model/connection-editor/document-edits.ts';
import { words } from '../../model/words.ts';
import { ValueSelect } from '../../ui/value-select.tsx';
import { useComposerStyles } from './composer-styles.ts';
import { TypedInput } from './typed-input.tsx';

const mostBytes = 4 * 1024 ** 3;
const patterns = ['zeros', 'counting', 'random', 'text'] as const;

interface GeneratorFormProps {
  readonly id: string;
  readonly body: GeneratorBody;
  readonly onChange: (body: GeneratorBody) => void;
}

/** A body that is made while it is sent. */
export function GeneratorForm({ id, body, onChange }: GeneratorFormProps) {
  const styles = useComposerStyles();
  const { generator } = words.messageComposer;
  const [unit, setUnit] = useState(() => unitOf(body.sizeBytes));
  const factor = body.sizeBytes % sizeUnits[unit] === 0 ? sizeUnits[unit] : 1;
  return (
    <div className={styles.row}>
      <TypedInput
        label={generator.size}
        value={body.sizeBytes}
        write={(bytes) => String(bytes / factor)}
        read={(text) => {
          const size = parseWhole(text, 0, mostBytes / factor);
          return size === undefined ? undefined : size * factor;
        }}
        fault={generator.sizeFault}
        onChange={(sizeBytes) => onChange({ ...body, sizeBytes })}
      />
      <ValueSelect
        id={`${id}-unit`}
        label={generator.unit}
        value={factor === 1 ? 'B' : unit}
        options={sizeUnitNames.map((value) => ({ value, label: value }))}
        disabled={false}
        onChange={(next) => {
          // The number stays, and counts something else.
          setUnit(next);
          onChange({ ...body, sizeBytes: Math.min(mostBytes, (body.sizeBytes / factor) * sizeUnits[next]) });
        }}
      />
      <ValueSelect
        id={`${id}-pattern`}
        label={generator.pattern}
        value={body.pattern}
        options={patterns.map((value) => ({ value, label: generator.patterns[value] }))}
        disabled={false}
        onChange={(pattern) => onChange({ ...body, pattern })}
      />
      {body.pattern === 'random' && (
        <>
          <TypedInput
            label={generator.seed}
            value={body.seed ?? null}
            write={(seed) => (seed === null ? '' : String(seed))}
            read={(text) => (text.trim() === '' ? null : parseWhole(text, 0, Number.MAX_SAFE_INTEGER))}
            fault={generator.seedFault}
            describedBy={`${id}-seed`}
            onChange={(seed) => onChange(withField(body, 'seed', seed ?? undefined))}
          />
          <p id={`${id}-seed`} className={styles.note}>
            {generator.seedHint}
          </p>
        </>
      )}
    </div>
  );
}
