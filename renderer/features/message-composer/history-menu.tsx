import type { MessageSending } from '../../../contract/workbench/documents.ts';
import type { SentHistory } from '../../model/composer/sent-history.ts';
import { bodyLine } from '../../model/composer/step-text.ts';
import { explainError } from '../../model/explain-error.ts';
import { formatDateTime } from '../../model/format.ts';
import { words } from '../../model/words.ts';
import {
  Button,
  Menu,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '../../ui/controls.ts';
import { makeStyles, mergeClasses, scrollBar } from '../../ui/styles.ts';
import { useStore } from '../use-store.ts';
import { useComposerStyles } from './composer-styles.ts';

const useStyles = makeStyles({
  list: { ...scrollBar, maxHeight: '50vh', maxWidth: 'min(480px, 90vw)', overflowY: 'auto' },
  entry: { display: 'block' },
  empty: { padding: '8px' },
});

interface HistoryMenuProps {
  readonly history: SentHistory;
  readonly onOpen: () => void;
  readonly onChoose: (message: MessageSending) => void;
}

/** What was sent to this address, to be sent once more. */
export function HistoryMenu({ history, onOpen, onChoose }: HistoryMenuProps) {
  const styles = useComposerStyles();
  const own = useStyles();
  const { history: said, kinds } = words.messageComposer;
  const { messages, problem } = useStore(history.store);
  return (
    <Menu onOpenChange={(_event, { open }) => open && onOpen()}>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small">{said.button}</Button>
      </MenuTrigger>
      <MenuPopover>
        {messages.length === 0 ? (
          <p className={mergeClasses(styles.note, own.empty)}>
            {problem === undefined ? said.empty : explainError(problem).what}
          </p>
        ) : (
          <MenuList className={own.list}>
            <MenuGroup>
              <MenuGroupHeader>{said.title}</MenuGroupHeader>
              {messages.map(({ at, message }, index) => (
                <MenuItem
                  // Two can be of the same time.
                  // oxlint-disable-next-line react/no-array-index-key
                  key={`${at} ${index}`}
                  onClick={() => {
                    history.leave();
                    onChoose(message);
                  }}
                >
                  <span className={mergeClasses(styles.mono, styles.oneLine, own.entry)}>{bodyLine(message.body)}</span>
                  <span className={mergeClasses(styles.note, own.entry)}>
                    {said.entry(kinds[message.body.kind], formatDateTime(at))}
                  </span>
                </MenuItem>
              ))}
            </MenuGroup>
          </MenuList>
        )}
      </MenuPopover>
    </Menu>
  );
}
