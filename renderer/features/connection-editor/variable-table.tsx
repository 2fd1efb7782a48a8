import { useState } from 'react';
import {
  withoutVariable,
  withVariable,
  withVariableAt,
  withVariableRenamed,
  type Variables,
} from '../../model/connection-editor/document-edits.ts';
import { isVariableName } from '../../model/connection-editor/template-parts.ts';
import { words } from '../../model/words.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Delete16Regular } from '../../ui/icons.ts';
import { LineInput } from '../../ui/line-input.tsx';
import { makeStyles, tokens } from '../../ui/styles.ts';
import { TemplateInput } from '../../ui/template-input.tsx';
import { UndoArea } from '../undo-area.tsx';
import { useRemovals } from '../use-removals.ts';
import { FaultLine } from './field-parts.tsx';

const useStyles = makeStyles({
  rows: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, margin: 0, padding: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr) auto',
    gap: tokens.spacingHorizontalXS,
    alignItems: 'start',
    listStyleType: 'none',
  },
  name: { display: 'flex', flexDirection: 'column', minWidth: 0 },
});

const none: Variables = {};

interface VariableTableProps {
  readonly variables: Variables | undefined;
  readonly isUnknown: (name: string) => boolean;
  readonly idOf: (field: string) => string;
  readonly faultAt: (field: string) => string | undefined;
  readonly onChange: (variables: Variables | undefined) => void;
}

/** Variables with their values. A name counts when it is written whole: with Enter, or when its field is left. */
export function VariableTable({ variables = none, isUnknown, idOf, faultAt, onChange }: VariableTableProps) {
  const styles = useStyles();
  const { table, variables: say } = words.connectionEditor;
  const names = Object.keys(variables);
  const removals = useRemovals<{ readonly name: string; readonly value: string }>({
    putBack: ({ thing, at }) => onChange(withVariableAt(variables, at, thing.name, thing.value)),
    // Another one may have been given the name.
    canPutBack: ({ name }) => !Object.hasOwn(variables, name),
  });
  const remove = (name: string, at: number): void => {
    removals.add({ what: name, thing: { name, value: variables[name] ?? '' }, at });
    onChange(withoutVariable(variables, name));
  };
  return (
    <UndoArea removals={removals}>
      <ul className={styles.rows}>
        {[...names, undefined].map((name, index) => (
          <li
            // The place is what a row is: its name changes while it has the focus.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            className={styles.row}
          >
            <NameField
              key={name ?? ''}
              label={table.nameOf(say.variable, index + 1)}
              name={name ?? ''}
              isTaken={(text) => text !== name && Object.hasOwn(variables, text)}
              onName={(text) =>
                onChange(
                  name === undefined ? withVariable(variables, text, '') : withVariableRenamed(variables, name, text),
                )
              }
            />
            <div>
              {name !== undefined && (
                <>
                  <TemplateInput
                    id={idOf(`variables.${name}`)}
                    label={table.valueOf(say.variable, index + 1)}
                    placeholder={table.value}
                    value={variables[name] ?? ''}
                    isUnknown={isUnknown}
                    isInvalid={faultAt(`variables.${name}`) !== undefined}
                    isText
                    onChange={(value) => onChange(withVariable(variables, name, value))}
                  />
                  {faultAt(`variables.${name}`) !== undefined && <FaultLine>{faultAt(`variables.${name}`)}</FaultLine>}
                </>
              )}
            </div>
            <IconButton
              label={table.remove(say.variable, index + 1)}
              icon={Delete16Regular}
              disabled={name === undefined}
              onClick={() => name !== undefined && remove(name, index)}
            />
          </li>
        ))}
      </ul>
    </UndoArea>
  );
}

interface NameFieldProps {
  readonly label: string;
  readonly name: string;
  readonly isTaken: (name: string) => boolean;
  readonly onName: (name: string) => void;
}

function NameField({ label, name, isTaken, onName }: NameFieldProps) {
  const styles = useStyles();
  const { faults, secrets } = words.connectionEditor;
  const [typed, setTyped] = useState(name);
  const fault =
    typed === name || typed === ''
      ? undefined
      : isTaken(typed)
        ? faults.variableTaken(typed)
        : isVariableName(typed)
          ? undefined
          : secrets.badName;
  const give = (): void => {
    if (typed === '') setTyped(name);
    else if (fault === undefined && typed !== name) onName(typed);
  };
  return (
    <div className={styles.name} onBlur={give}>
      <LineInput
        label={label}
        value={typed}
        maxLength={256}
        isMono
        onChange={setTyped}
        onEnter={give}
        onEscape={() => setTyped(name)}
      />
      {fault !== undefined && <FaultLine>{fault}</FaultLine>}
    </div>
  );
}
