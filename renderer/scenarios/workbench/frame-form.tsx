import { useId, useState } from 'react';
import type { RawFrame } from '../../../contract/workbench/control-frames.ts';
import { opcodeName } from '../../model/frame-text.ts';
import { frameOf, type FrameDraft } from '../../model/workbench/frame-draft.ts';
import type { TabConnection } from '../../model/workbench/tab-connection.ts';
import { words } from '../../model/words.ts';
import { Button, Checkbox } from '../../ui/controls.ts';
import { Warning20Filled } from '../../ui/icons.ts';
import { LineInput } from '../../ui/line-input.tsx';
import { PushButton } from '../../ui/push-button.tsx';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { ValueSelect } from '../../ui/value-select.tsx';

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    margin: 0,
    minWidth: 0,
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorStatusWarningBorder1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorStatusWarningBackground1,
  },
  mark: { ...text.body, display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, margin: 0 },
  icon: { color: tokens.colorStatusWarningForeground3, flexShrink: 0 },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  field: { display: 'flex', flex: '1 1 160px', maxWidth: '320px' },
  short: { display: 'flex', width: '140px' },
  fault: { ...text.caption, margin: 0, color: tokens.colorPaletteRedForeground1 },
});

const opcodes = Array.from({ length: 16 }, (_, opcode) => String(opcode));

/** A frame as somebody wants it, legal or not. */
export function FrameForm({ connection, isOpen }: { readonly connection: TabConnection; readonly isOpen: boolean }) {
  const styles = useStyles();
  const id = useId();
  const [draft, setDraft] = useState<FrameDraft>({
    fin: true,
    rsv: 0,
    opcode: 1,
    masked: true,
    payload: '',
    as: 'text',
    statedLength: '',
  });
  /** What is asked about. */
  const [asked, setAsked] = useState<RawFrame>();
  const { lab } = words.workbench;
  const change = (part: Partial<FrameDraft>): void => {
    setAsked(undefined);
    setDraft({ ...draft, ...part });
  };
  const made = frameOf(draft);
  const send = async (frame: RawFrame, isConfirmed: boolean): Promise<void> => {
    setAsked(undefined);
    if (await connection.sendFrame(frame, isConfirmed)) setAsked(frame);
  };
  return (
    <fieldset className={styles.form} aria-label={lab.marked}>
      <p className={styles.mark}>
        <Warning20Filled className={styles.icon} aria-hidden />
        {lab.marked}
      </p>
      <div className={styles.line}>
        <Checkbox label={lab.fin} checked={draft.fin} onChange={() => change({ fin: !draft.fin })} />
        {[4, 2, 1].map((bit, index) => (
          <Checkbox
            key={bit}
            label={lab.rsv(index + 1)}
            checked={(draft.rsv & bit) !== 0}
            onChange={() => change({ rsv: draft.rsv ^ bit })}
          />
        ))}
        <Checkbox label={lab.masked} checked={draft.masked} onChange={() => change({ masked: !draft.masked })} />
        <ValueSelect
          id={`${id}opcode`}
          label={lab.opcode}
          value={String(draft.opcode)}
          options={opcodes.map((value) => ({
            value,
            label: opcodeName(Number(value)),
          }))}
          disabled={false}
          onChange={(value) => change({ opcode: Number(value) })}
        />
      </div>
      <div className={styles.line}>
        <ValueSelect
          id={`${id}as`}
          label={lab.as}
          value={draft.as}
          options={[
            { value: 'text', label: lab.asText },
            { value: 'hex', label: lab.asHex },
          ]}
          disabled={false}
          onChange={(as) => change({ as })}
        />
        <span className={styles.field}>
          <LineInput
            label={lab.body}
            value={draft.payload}
            maxLength={2 * 1024 * 1024}
            onChange={(payload) => change({ payload })}
            onEnter={() => made.kind === 'frame' && isOpen && void send(made.frame, false)}
            onEscape={() => change({ payload: '' })}
          />
        </span>
        <span className={styles.short}>
          <LineInput
            label={lab.statedLength}
            value={draft.statedLength}
            maxLength={16}
            onChange={(statedLength) => change({ statedLength })}
            onEnter={() => made.kind === 'frame' && isOpen && void send(made.frame, false)}
            onEscape={() => change({ statedLength: '' })}
          />
        </span>
        <PushButton
          label={lab.send}
          disabled={!isOpen || made.kind !== 'frame'}
          onClick={() => made.kind === 'frame' && void send(made.frame, false)}
        />
      </div>
      {made.kind === 'fault' && <p className={styles.fault}>{lab[made.fault]}</p>}
      {asked !== undefined && (
        <div className={styles.line} role="alert">
          <span>{lab.asks}</span>
          <PushButton label={lab.sendAnyway} disabled={!isOpen} onClick={() => void send(asked, true)} />
          <Button size="small" onClick={() => setAsked(undefined)}>
            {lab.doNotSend}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
