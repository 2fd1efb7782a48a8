import { useState } from 'react';
import { toErrorInfo } from '../../../contract/errors.ts';
import type { ConnectionSource } from '../../../contract/workbench/effective-request.ts';
import { copyKinds, type CopyKind } from '../../../contract/workbench/importing.ts';
import { words } from '../../model/words.ts';
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '../../ui/controls.ts';
import { makeStyles, problemColor, text } from '../../ui/styles.ts';
import { usePageServices } from '../page-context.ts';
import { LeftOutList } from './left-out-list.tsx';

const useStyles = makeStyles({
  line: { ...text.caption, margin: 0, overflowWrap: 'anywhere' },
  problem: { ...text.caption, margin: 0, overflowWrap: 'anywhere', color: problemColor },
});

type Outcome =
  | { readonly kind: 'copied'; readonly as: CopyKind; readonly leftOut: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string };

/** The items of a menu that copy a connection. Stands in a `MenuList`. */
export function CopyConnectionItems({ onCopy }: { readonly onCopy: (kind: CopyKind) => void }) {
  return copyKinds.map((kind) => (
    <MenuItem key={kind} onClick={() => onCopy(kind)}>
      {words.copyConnection.targets[kind]}
    </MenuItem>
  ));
}

/** A button with a menu that copies a connection, and below it what the copy cannot say. */
export function CopyConnectionMenu({ source }: { readonly source: ConnectionSource }) {
  const styles = useStyles();
  const { client, app } = usePageServices();
  const [outcome, setOutcome] = useState<Outcome>();
  const copy = async (kind: CopyKind): Promise<void> => {
    try {
      const { text: command, leftOut } = await client.invoke('workbench.copyAs', { source, kind });
      const isCopied = await app.copy(command);
      setOutcome(
        isCopied ? { kind: 'copied', as: kind, leftOut } : { kind: 'failed', message: words.copyConnection.failed },
      );
    } catch (error) {
      setOutcome({ kind: 'failed', message: `${words.copyConnection.failed}: ${toErrorInfo(error).message}` });
    }
  };
  return (
    <div>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button size="small">{words.copyConnection.label}</Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <CopyConnectionItems onCopy={(kind) => void copy(kind)} />
          </MenuList>
        </MenuPopover>
      </Menu>
      <div aria-live="polite">
        {outcome?.kind === 'copied' && (
          <>
            <p className={styles.line}>{words.copyConnection.copied(outcome.as)}</p>
            <LeftOutList title={words.copyConnection.cannot} items={outcome.leftOut} />
          </>
        )}
        {outcome?.kind === 'failed' && <p className={styles.problem}>{outcome.message}</p>}
      </div>
    </div>
  );
}
