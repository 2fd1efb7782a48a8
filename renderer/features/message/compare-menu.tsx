import { useState } from 'react';
import type { Row } from '../../../contract/rows.ts';
import { attempt } from '../../model/client.ts';
import { formatSize, formatTime } from '../../model/format.ts';
import type { ComparedMessage, MessageReading } from '../../model/message-reading.ts';
import { findPrevious } from '../../model/previous-message.ts';
import { directionWord } from '../../model/row-text.ts';
import { words } from '../../model/words.ts';
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '../../ui/controls.ts';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { usePageServices } from '../page-context.ts';
import { useStore } from '../use-store.ts';

const useStyles = makeStyles({
  none: { ...text.caption, color: tokens.colorNeutralForeground2, width: '100%' },
});

interface CompareMenuProps {
  readonly reading: MessageReading;
  readonly row: Row;
  readonly message: ComparedMessage;
  /** What it is compared with now. */
  readonly other: ComparedMessage | undefined;
  readonly onCompare: (other: ComparedMessage | undefined) => void;
}

/** Which message to compare with. */
export function CompareMenu({ reading, row, message, other, onCompare }: CompareMenuProps) {
  const styles = useStyles();
  const { client, app } = usePageServices();
  const marked = useStore(reading.store, (state) => state.marked);
  const [hasNone, setHasNone] = useState(false);
  const { compare } = words.detail;
  const withPrevious = async (): Promise<void> => {
    await attempt(
      async () => {
        const found = await findPrevious(client, message.address, row.direction);
        setHasNone(found === undefined);
        if (found === undefined) return;
        const { address, size, time } = found;
        onCompare({ address, size, name: [directionWord(row), formatTime(time), formatSize(size)].join(', ') });
      },
      (error) => app.report(error),
    );
  };
  if (other !== undefined) {
    return (
      <Button size="small" onClick={() => onCompare(undefined)}>
        {compare.stop}
      </Button>
    );
  }
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button size="small">{compare.button}</Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => void withPrevious()}>{compare.withPrevious}</MenuItem>
            <MenuItem disabled={marked === undefined} onClick={() => onCompare(marked)}>
              {marked === undefined ? compare.withNone : compare.withMarked(marked.name)}
            </MenuItem>
            <MenuItem onClick={() => reading.mark(message)}>{compare.mark}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {hasNone && <output className={styles.none}>{compare.noPrevious}</output>}
    </>
  );
}
