import { Fragment } from 'react';
import { usePageServices } from '../features/page-context.ts';
import { keyMap, pressTexts } from '../model/key-map.ts';
import { words } from '../model/words.ts';
import { KeyNames } from '../ui/key-names.tsx';
import { Button, Dialog, DialogSurface, DialogTrigger } from '../ui/controls.ts';
import { DialogPanel } from '../ui/dialog-panel.tsx';
import { makeStyles, text, tokens } from '../ui/styles.ts';

const useStyles = makeStyles({
  surface: { maxWidth: '520px' },
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) fit-content(52%)',
    rowGap: tokens.spacingVerticalS,
    columnGap: tokens.spacingHorizontalL,
    alignItems: 'center',
    margin: `${tokens.spacingVerticalS} 0 0`,
  },
  what: { ...text.body },
  keys: {
    margin: 0,
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    justifyContent: 'flex-end',
  },
  place: { ...text.body, fontWeight: tokens.fontWeightSemibold, margin: 0 },
});

interface KeysDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** What the keys do, by place. */
export function KeysDialog({ isOpen, onClose }: KeysDialogProps) {
  const styles = useStyles();
  const { client } = usePageServices();
  const isMac = client.platform === 'darwin';
  const { keys } = words;
  const places = Object.entries(keyMap) as [keyof typeof keyMap, (typeof keyMap)['window']][]; // of this very object
  return (
    <Dialog open={isOpen} onOpenChange={(_event, { open }) => !open && onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogPanel
          isText
          title={keys.title}
          actions={
            <DialogTrigger disableButtonEnhancement>
              <Button>{keys.close}</Button>
            </DialogTrigger>
          }
        >
          {places.map(([place, lines]) => (
            <section key={place}>
              <h3 className={styles.place}>{keys.places[place]}</h3>
              <dl className={styles.list}>
                {lines.map((line) => (
                  <Fragment key={line.id}>
                    <dt className={styles.what}>{keys.lines[line.id]}</dt>
                    <dd className={styles.keys}>
                      {pressTexts(line, isMac).map((press) => (
                        <KeyNames key={press.join(' ')} names={press} />
                      ))}
                    </dd>
                  </Fragment>
                ))}
              </dl>
            </section>
          ))}
        </DialogPanel>
      </DialogSurface>
    </Dialog>
  );
}
