import { Switch } from '@fluentui/react-components';

interface ValueSwitchProps {
  /** Its name; not shown, as the row it stands in tells it. */
  readonly label: string;
  readonly describedBy: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A switch in a row that names it. */
export function ValueSwitch({ label, describedBy, checked, onChange }: ValueSwitchProps) {
  return (
    <Switch
      aria-label={label}
      aria-describedby={describedBy}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
