import { useId, useState } from 'react';
import { parseOffset } from '../../model/payload/hex.ts';
import { formatCount } from '../../model/format.ts';
import { words } from '../../model/words.ts';
import { PushButton } from '../../ui/push-button.tsx';
import { makeStyles, tokens } from '../../ui/styles.ts';
import { ValueInput } from '../../ui/value-input.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalXS },
  input: { width: '132px' },
});

/** Asks for an offset in a payload. */
export function OffsetField({ size, onJump }: { readonly size: number; readonly onJump: (offset: number) => void }) {
  const styles = useStyles();
  const id = useId();
  const [value, setValue] = useState('');
  const [isAtFault, setIsAtFault] = useState(false);
  const { offset } = words.detail;
  const jump = (): void => {
    const place = parseOffset(value, size);
    setIsAtFault(place === undefined);
    if (place !== undefined) onJump(place);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        jump();
      }}
    >
      <ValueInput
        id={id}
        label={offset.label}
        className={styles.input}
        value={value}
        placeholder={offset.placeholder}
        disabled={size === 0}
        maxLength={32}
        fault={isAtFault ? offset.fault(formatCount(Math.max(0, size - 1))) : undefined}
        onChange={(text) => {
          setValue(text);
          setIsAtFault(false);
        }}
      />
      <PushButton label={offset.jump} disabled={size === 0} onClick={jump} />
    </form>
  );
}
