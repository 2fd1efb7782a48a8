import { useEffect, useId, useMemo } from 'react';
import { whenFullChoices } from '../../../contract/log.ts';
import { formatSize } from '../../model/format.ts';
import { LogSettingsModel, nameOf, type LogNumber } from '../../model/log-settings.ts';
import { words } from '../../model/words.ts';
import { Option } from '../../ui/option.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { makeStyles, tokens } from '../../ui/styles.ts';
import { TextField } from '../../ui/text-field.tsx';
import { Explanation } from '../explanation.tsx';
import { usePageServices } from '../page-context.ts';
import { Section } from '../section.tsx';
import { useStore } from '../use-store.ts';

const useStyles = makeStyles({
  numbers: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
    gap: tokens.spacingHorizontalL,
    maxWidth: '720px',
  },
});

/** The settings of the log. */
export function LogSettings() {
  const styles = useStyles();
  const { client } = usePageServices();
  const model = useMemo(() => new LogSettingsModel(client), [client]);
  useEffect(() => void model.load(), [model]);
  const { settings, problem } = useStore(model.store);
  const { logSettings } = words;
  return (
    <Section title={logSettings.title} region="settings">
      {problem !== undefined && <Explanation error={problem} />}
      {settings !== undefined && (
        <>
          <div className={styles.numbers}>
            <NumberField
              model={model}
              field="sessionLimitBytes"
              unit={logSettings.mebibytes}
              hint={logSettings.same(formatSize(settings.sessionLimitBytes))}
            />
            <NumberField
              model={model}
              field="totalLimitBytes"
              unit={logSettings.mebibytes}
              hint={logSettings.totalLimitHint}
            />
            <NumberField model={model} field="keepDays" unit={logSettings.days} hint={logSettings.keepDaysHint} />
          </div>
          <RadioChoice
            label={logSettings.whenFull.label}
            value={settings.whenFull}
            options={whenFullChoices.map((value) => ({
              value,
              label: logSettings.whenFull[value],
              line: logSettings.whenFull[`${value}Text`],
            }))}
            onChange={(whenFull) => void model.choose({ whenFull })}
          />
          <Option
            label={logSettings.isPrivate}
            explanation={logSettings.isPrivateText}
            checked={settings.isPrivate}
            isSwitch
            onChange={(isPrivate) => void model.choose({ isPrivate })}
          />
          <Option
            label={logSettings.recordsFrames}
            explanation={logSettings.recordsFramesText}
            checked={settings.recordsFrames}
            isSwitch
            onChange={(recordsFrames) => void model.choose({ recordsFrames })}
          />
        </>
      )}
    </Section>
  );
}

interface NumberFieldProps {
  readonly model: LogSettingsModel;
  readonly field: LogNumber;
  readonly unit: string;
  readonly hint: string;
}

/** A number that is saved when the field is left, or with Enter. */
function NumberField({ model, field, unit, hint }: NumberFieldProps) {
  const id = useId();
  const { drafts, faults } = useStore(model.store);
  return (
    <div onBlur={() => void model.commit(field)}>
      <TextField
        id={id}
        label={nameOf(field)}
        value={drafts[field] ?? model.textOf(field)}
        fault={faults[field]}
        hint={hint}
        maxLength={20}
        contentAfter={<span>{unit}</span>}
        onChange={(text) => model.type(field, text)}
        onEnter={() => void model.commit(field)}
        ref={null}
      />
    </div>
  );
}
