import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { undoForgettingMs, type LibraryState } from '../../../contract/workbench/library.ts';
import { attempt } from '../../model/client.ts';
import { isVariableName } from '../../model/connection-editor/template-parts.ts';
import { words } from '../../model/words.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Delete16Regular } from '../../ui/icons.ts';
import { LineInput } from '../../ui/line-input.tsx';
import { PushButton } from '../../ui/push-button.tsx';
import { makeStyles, text, tokens } from '../../ui/styles.ts';
import { ValueInput } from '../../ui/value-input.tsx';
import { usePageServices } from '../page-context.ts';
import { UndoArea } from '../undo-area.tsx';
import { isUndo, useRemovals } from '../use-removals.ts';
import { FaultLine, Hint } from './field-parts.tsx';

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, margin: 0, padding: 0 },
  row: {
    listStyleType: 'none',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
  },
  name: { ...text.caption, ...text.mono, flex: '1 1 120px', minWidth: 0, overflowWrap: 'anywhere' },
  state: { ...text.caption, color: tokens.colorNeutralForeground2 },
  value: { flex: '1 1 160px', minWidth: 0 },
  add: { display: 'flex', gap: tokens.spacingHorizontalS },
});

interface SecretTableProps {
  readonly names: readonly string[];
  readonly library: LibraryState;
  readonly onNames: (names: readonly string[]) => void;
}

/** Secrets by their names: whether each has a value, never which. */
export function SecretTable({ names, library, onNames }: SecretTableProps) {
  const styles = useStyles();
  const { secrets: say } = words.connectionEditor;
  const [typed, setTyped] = useState('');
  const fault =
    typed === ''
      ? undefined
      : names.includes(typed)
        ? say.taken(typed)
        : isVariableName(typed)
          ? undefined
          : say.badName;
  const add = (): void => {
    if (typed === '' || fault !== undefined) return;
    onNames([...names, typed]);
    setTyped('');
  };
  const removals = useRemovals<string>({
    putBack: ({ thing, at }) => onNames(names.toSpliced(at, 0, thing)),
    // It may have been added once more.
    canPutBack: (name) => !names.includes(name),
  });
  return (
    <>
      <Hint>{`${say.hint} ${say.stored[library.secretStorage]}`}</Hint>
      {names.length === 0 && <Hint>{say.none}</Hint>}
      <UndoArea removals={removals}>
        <ul className={styles.list}>
          {names.map((name, index) => (
            <SecretRow
              key={name}
              name={name}
              hasValue={library.secrets.includes(name)}
              onRemove={() => {
                removals.add({ what: name, thing: name, at: index });
                onNames(names.toSpliced(index, 1));
              }}
            />
          ))}
        </ul>
      </UndoArea>
      <div className={styles.add}>
        <LineInput
          label={say.newName}
          value={typed}
          maxLength={256}
          isMono
          onChange={setTyped}
          onEnter={add}
          onEscape={() => setTyped('')}
        />
        <PushButton label={say.add} disabled={typed === '' || fault !== undefined} onClick={add} />
      </div>
      {fault !== undefined && <FaultLine>{fault}</FaultLine>}
    </>
  );
}

interface SecretRowProps {
  readonly name: string;
  readonly hasValue: boolean;
  readonly onRemove: () => void;
}

function SecretRow({ name, hasValue, onRemove }: SecretRowProps) {
  const styles = useStyles();
  const id = useId();
  const { client } = usePageServices();
  const { secrets: say } = words.connectionEditor;
  const [value, setValue] = useState<string>();
  const [failure, setFailure] = useState<string>();
  // How often it was forgotten, as long as the last time can be taken back; 0: it cannot.
  const [forgotten, setForgotten] = useState(0);
  const canUndo = forgotten > 0 && !hasValue;
  useEffect(() => {
    if (forgotten === 0) return;
    const timer = setTimeout(() => setForgotten(0), undoForgettingMs);
    return () => clearTimeout(timer);
  }, [forgotten]);
  const act = (work: () => Promise<void>): Promise<void> => {
    setFailure(undefined);
    return attempt(work, ({ message }) => setFailure(say.failed(message)));
  };
  const set = (next: string): Promise<void> =>
    act(async () => {
      await client.invoke('library.setSecret', { name, value: next });
      setValue(undefined);
    });
  const forget = (): Promise<void> =>
    act(async () => {
      await client.invoke('library.forgetSecret', { name });
      setForgotten((count) => count + 1);
    });
  const undo = (): Promise<void> => act(() => client.invoke('library.restoreSecret', { name }));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!canUndo || !isUndo(event)) return;
    event.preventDefault();
    event.stopPropagation();
    void undo();
  };
  return (
    // The key works wherever in the row the focus is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li className={styles.row} onKeyDown={onKeyDown}>
      <span className={styles.name}>{name}</span>
      {value === undefined ? (
        <>
          <output className={styles.state}>{hasValue ? say.set : canUndo ? say.forgotten : say.missing}</output>
          <PushButton
            label={hasValue ? say.replace : say.give}
            name={hasValue ? say.replaceName(name) : say.giveName(name)}
            disabled={false}
            onClick={() => setValue('')}
          />
          <PushButton
            label={canUndo ? say.undo : say.forget}
            name={canUndo ? say.undoName(name) : say.forgetName(name)}
            disabled={false}
            // The focus stays, first on what takes it back, then on what it was on.
            isWaiting={!hasValue && !canUndo}
            onClick={() => void (canUndo ? undo() : forget())}
          />
        </>
      ) : (
        <form
          className={styles.row}
          onSubmit={(event) => {
            event.preventDefault();
            if (value !== '') void set(value);
          }}
        >
          <ValueInput
            id={id}
            type="password"
            className={styles.value}
            label={say.valueOf(name)}
            placeholder={say.valueOf(name)}
            value={value}
            disabled={false}
            onChange={setValue}
          />
          <PushButton label={say.save} disabled={value === ''} onClick={() => void set(value)} />
          <PushButton label={say.cancel} disabled={false} onClick={() => setValue(undefined)} />
        </form>
      )}
      <IconButton label={say.remove(name)} icon={Delete16Regular} onClick={onRemove} />
      {failure !== undefined && <FaultLine>{failure}</FaultLine>}
    </li>
  );
}
