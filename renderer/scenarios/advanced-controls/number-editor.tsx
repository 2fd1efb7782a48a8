import { controlNumbers, type ControlNumber } from '../../model/control-drafts.ts';
import { words } from '../../model/words.ts';
import { ValueInput } from '../../ui/value-input.tsx';
import { editControls, editorId, propertyFault, type EditorProps } from './editor-props.ts';

interface NumberEditorProps extends EditorProps {
  readonly name: ControlNumber;
  readonly label: string;
  readonly unit?: string;
}

/** A number; its default shows in the empty box. */
export function NumberEditor({ name, label, unit, view, isDisabled, describedBy }: NumberEditorProps) {
  const { byDefault } = controlNumbers[name];
  return (
    <ValueInput
      id={editorId(name)}
      label={label}
      value={view.drafts.controls[name]}
      placeholder={byDefault === undefined ? words.controls.values.notAsked : String(byDefault)}
      {...(unit !== undefined && { unit })}
      disabled={isDisabled}
      describedBy={describedBy}
      fault={propertyFault(view, name)}
      maxLength={20}
      onChange={(value) => editControls(view, { [name]: value })}
    />
  );
}
