import { whenFullChoices } from '../../../contract/log.ts';
import { useStore } from '../../features/use-store.ts';
import type { LogNumber, LogSettingsModel } from '../../model/log-settings.ts';
import type { SettingId } from '../../model/settings-list.ts';
import { words } from '../../model/words.ts';
import { makeStyles } from '../../ui/styles.ts';
import { ValueInput } from '../../ui/value-input.tsx';
import { ValueSelect } from '../../ui/value-select.tsx';
import { ValueSwitch } from '../../ui/value-switch.tsx';

/** The numbers among the settings, and what they are called in the log's. */
const numbers = { sessionLimit: 'sessionLimitBytes', totalLimit: 'totalLimitBytes', keepDays: 'keepDays' } as const;

interface LogControlProps {
  readonly model: LogSettingsModel;
  readonly setting: Extract<SettingId, keyof typeof numbers | 'whenFull' | 'isPrivate' | 'recordsFrames'>;
  readonly describedBy: string;
}

/** A setting of the log. */
export function LogControl({ model, setting, describedBy }: LogControlProps) {
  const settings = useStore(model.store, (state) => state.settings);
  if (settings === undefined) return null;
  const { label } = words.settings.items[setting];
  switch (setting) {
    case 'sessionLimit':
    case 'totalLimit':
    case 'keepDays':
      return <NumberField model={model} field={numbers[setting]} label={label} describedBy={describedBy} />;
    case 'whenFull':
      return (
        <ValueSelect
          id="setting-when-full"
          label={label}
          value={settings.whenFull}
          options={whenFullChoices.map((value) => ({ value, label: words.logSettings.whenFull[value] }))}
          disabled={false}
          describedBy={describedBy}
          onChange={(whenFull) => void model.choose({ whenFull })}
        />
      );
    case 'isPrivate':
    case 'recordsFrames':
      return (
        <ValueSwitch
          label={label}
          describedBy={describedBy}
          checked={settings[setting]}
          onChange={(isOn) => void model.choose({ [setting]: isOn })}
        />
      );
  }
}

const useStyles = makeStyles({
  // The same whatever the unit is.
  number: { width: '168px' },
});

interface NumberFieldProps {
  readonly model: LogSettingsModel;
  readonly field: LogNumber;
  readonly label: string;
  readonly describedBy: string;
}

/** A number that is saved when the field is left, or with Enter. */
function NumberField({ model, field, label, describedBy }: NumberFieldProps) {
  const styles = useStyles();
  const { drafts, faults } = useStore(model.store);
  return (
    <div
      className={styles.number}
      onBlur={() => void model.commit(field)}
      onKeyDown={(event) => event.key === 'Enter' && void model.commit(field)}
      role="presentation"
    >
      <ValueInput
        id={`setting-${field}`}
        label={label}
        value={drafts[field] ?? model.textOf(field)}
        fault={faults[field]}
        unit={field === 'keepDays' ? words.logSettings.days : words.logSettings.mebibytes}
        maxLength={20}
        disabled={false}
        describedBy={describedBy}
        onChange={(typed) => model.type(field, typed)}
      />
    </div>
  );
}
