import { useId, useState } from 'react';
import { useStore } from '../../features/use-store.ts';
import type { AutomaticPong } from '../../../contract/workbench/documents.ts';
import type { TabConnection } from '../../model/workbench/tab-connection.ts';
import { words } from '../../model/words.ts';
import { Button } from '../../ui/controls.ts';
import { LineInput } from '../../ui/line-input.tsx';
import { Option } from '../../ui/option.tsx';
import { PushButton } from '../../ui/push-button.tsx';
import { makeStyles, scrollBar, text, tokens } from '../../ui/styles.ts';
import { ValueSelect } from '../../ui/value-select.tsx';
import { FrameForm } from './frame-form.tsx';

const useStyles = makeStyles({
  lab: {
    ...scrollBar,
    // Less than the composer, which has its button in sight in any height.
    flexShrink: 0.5,
    minHeight: '112px',
    maxHeight: '45%',
    boxSizing: 'border-box',
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  title: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: 0 },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  field: { display: 'flex', flex: '1 1 160px', maxWidth: '320px' },
  short: { display: 'flex', width: '110px' },
  choice: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  label: { ...text.caption, color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
  fault: { ...text.caption, margin: 0, color: tokens.colorPaletteRedForeground1 },
});

const modes = ['on', 'delayed', 'off'] as const satisfies readonly AutomaticPong['kind'][];
const most = 125;

interface ControlFrameLabProps {
  /** What the panel is called: of two beside each other each has a name of its own. */
  readonly label: string;
  readonly connection: TabConnection;
}

/** Pings, pongs and frames as somebody wants them. */
export function ControlFrameLab({ label, connection }: ControlFrameLabProps) {
  const styles = useStyles();
  const id = useId();
  const { current } = useStore(connection.store);
  const [payload, setPayload] = useState('');
  const [delay, setDelay] = useState('1000');
  const [isIllegal, setIsIllegal] = useState(false);
  const { lab } = words.workbench;
  const isOpen = current?.connection.kind === 'open';
  const bytes = new TextEncoder().encode(payload);
  const isTooLong = bytes.byteLength > most;
  const pong = current?.habits.automaticPong ?? ({ kind: 'on' } as const);
  const delayMs = /^\d{1,8}$/.test(delay) ? Math.min(86_400_000, Number(delay)) : 1000;
  const setPong = (kind: AutomaticPong['kind']): void => {
    const automaticPong: AutomaticPong = kind === 'delayed' ? { kind, delayMs } : { kind };
    void connection.setHabits({ automaticPong });
  };
  const ping = (): void => {
    if (isOpen && !isTooLong) void connection.sendControl('ping', bytes);
  };
  return (
    <section className={styles.lab} aria-label={label} data-region="lab">
      <h2 className={styles.title}>{lab.title}</h2>
      <div className={styles.line}>
        <span className={styles.field}>
          <LineInput
            label={lab.payload}
            value={payload}
            maxLength={most}
            onChange={setPayload}
            onEnter={ping}
            onEscape={() => setPayload('')}
          />
        </span>
        <PushButton label={lab.ping} disabled={!isOpen || isTooLong} onClick={ping} />
        <PushButton
          label={lab.pong}
          disabled={!isOpen || isTooLong}
          onClick={() => void connection.sendControl('pong', bytes)}
        />
        <span className={styles.choice}>
          <label className={styles.label} htmlFor={`${id}pong`}>
            {lab.automatic}
          </label>
          <ValueSelect
            id={`${id}pong`}
            label={lab.automatic}
            value={pong.kind}
            options={modes.map((value) => ({ value, label: lab.automaticModes[value] }))}
            disabled={!isOpen}
            onChange={setPong}
          />
        </span>
        {pong.kind === 'delayed' && (
          <>
            <span className={styles.short}>
              <LineInput
                label={lab.delay}
                value={delay}
                maxLength={8}
                onChange={setDelay}
                onEnter={() => setPong('delayed')}
                onEscape={() => setDelay(String(pong.delayMs))}
              />
            </span>
            <Button size="small" onClick={() => setPong('delayed')}>
              {words.workbench.questions.save}
            </Button>
          </>
        )}
      </div>
      {isTooLong && <p className={styles.fault}>{lab.tooLong(bytes.byteLength)}</p>}
      <Option isSwitch label={lab.illegal} explanation={lab.illegalText} checked={isIllegal} onChange={setIsIllegal} />
      {isIllegal && <FrameForm connection={connection} isOpen={isOpen} />}
    </section>
  );
}
