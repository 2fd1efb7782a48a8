import { createContext, useContext, useEffect, useId, useState } from 'react';
import { ValueInput } from '../../ui/value-input.tsx';
import { mergeClasses } from '../../ui/styles.ts';
import { useComposerStyles } from './composer-styles.ts';

/** Where fields say that what stands in them is not right, so that it is not sent without it. */
export const FieldFaults = createContext<(field: string, isAtFault: boolean) => void>(() => undefined);

interface TypedInputProps<Value> {
  readonly label: string;
  readonly value: Value;
  readonly write: (value: Value) => string;
  /** @returns undefined for what cannot be read */
  readonly read: (text: string) => Value | undefined;
  /** What is said then. */
  readonly fault: string | ((text: string) => string);
  readonly unit?: string;
  readonly placeholder?: string;
  readonly describedBy?: string;
  readonly isWide?: boolean;
  readonly onChange: (value: Value) => void;
}

/** A value as a person types it: what cannot be read stays as it was typed, and is told. */
export function TypedInput<Value>(props: TypedInputProps<Value>) {
  const styles = useComposerStyles();
  const id = useId();
  const { value, write, read, fault } = props;
  const [typed, setTyped] = useState(() => ({ text: write(value), value }));
  // Another one from outside takes the place of what was typed.
  const text = write(typed.value) === write(value) ? typed.text : write(value);
  const isAtFault = read(text) === undefined;
  const report = useContext(FieldFaults);
  useEffect(() => {
    report(id, isAtFault);
    return () => report(id, false);
  }, [report, id, isAtFault]);
  return (
    <div className={mergeClasses(styles.field, props.isWide === true && styles.wide)}>
      <label className={styles.label} htmlFor={id}>
        {props.label}
      </label>
      <ValueInput
        id={id}
        label={props.label}
        className={props.isWide === true ? styles.grows : styles.narrow}
        value={text}
        disabled={false}
        fault={isAtFault ? (typeof fault === 'string' ? fault : fault(text)) : undefined}
        {...(props.unit !== undefined && { unit: props.unit })}
        {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
        {...(props.describedBy !== undefined && { describedBy: props.describedBy })}
        onChange={(next) => {
          const understood = read(next);
          setTyped({ text: next, value: understood ?? value });
          if (understood !== undefined) props.onChange(understood);
        }}
      />
    </div>
  );
}
