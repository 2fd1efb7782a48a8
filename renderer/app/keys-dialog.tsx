import { Fragment } from 'react';
import { usePageServices } from '../features/page-context.ts';
import { words } from '../model/words.ts';
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '../ui/controls.ts';
import { makeStyles, text, tokens } from '../ui/styles.ts';

const useStyles = makeStyles({
  surface: { maxWidth: '520px' },
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    rowGap: tokens.spacingVerticalS,
    columnGap: tokens.spacingHorizontalL,
    alignItems: 'center',
    margin: `${tokens.spacingVerticalS} 0 ${tokens.spacingVerticalM}`,
  },
  what: { ...text.body },
  keys: { margin: 0, display: 'flex', gap: tokens.spacingHorizontalXS, justifyContent: 'flex-end' },
  key: {
    ...text.caption,
    fontFamily: tokens.fontFamilyBase,
    padding: `0 ${tokens.spacingHorizontalSNudge}`,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    whiteSpace: 'nowrap',
  },
});

interface KeysDialogProps {
  readonly pageCount: number;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** What the keys do. */
export function KeysDialog({ pageCount, isOpen, onClose }: KeysDialogProps) {
  const styles = useStyles();
  const { client } = usePageServices();
  const command = client.platform === 'darwin' ? '⌘' : 'Ctrl';
  const { keys } = words;
  const list: readonly (readonly [string, readonly string[]])[] = [
    [keys.pages, [command, `1 – ${Math.min(pageCount, 9)}`]],
    [keys.address, [command, 'L']],
    [keys.primary, [command, keys.enter]],
    [keys.cancel, ['Esc']],
    [keys.regions, ['F6']],
    [keys.transcript, [keys.arrows, keys.enter, `${command} C`]],
    [keys.selection, [`Shift ${keys.arrows}`, `${command} A`]],
    [keys.typed, [keys.type]],
    [keys.menu, ['Shift F10']],
    [keys.find, [command, 'F']],
    [keys.hits, ['F3', '⇧ F3']],
    [keys.help, ['?']],
  ];
  return (
    <Dialog open={isOpen} onOpenChange={(_event, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{keys.title}</DialogTitle>
          <DialogContent>
            <dl className={styles.list}>
              {list.map(([what, parts]) => (
                <Fragment key={what}>
                  <dt className={styles.what}>{what}</dt>
                  <dd className={styles.keys}>
                    {parts.map((part) => (
                      <kbd key={part} className={styles.key}>
                        {part}
                      </kbd>
                    ))}
                  </dd>
                </Fragment>
              ))}
            </dl>
          </DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button>{keys.close}</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
