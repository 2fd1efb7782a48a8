import type { DeclaredNetworks } from '../../../contract/network-isolation.ts';
import { capabilityNames, networkProfiles, type Capability } from '../../../contract/network-policy.ts';
import type { NetworkIsolationPage } from '../../model/network-isolation-page.ts';
import type { CustomDraft, LineFault, PolicyList } from '../../model/policy-draft.ts';
import { words } from '../../model/words.ts';
import { LinesField } from '../../ui/lines-field.tsx';
import { Option } from '../../ui/option.tsx';
import { RadioChoice } from '../../ui/radio-choice.tsx';
import { lineAtStart, makeStyles, text, tokens } from '../../ui/styles.ts';

const useStyles = makeStyles({
  editor: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    paddingInlineStart: tokens.spacingHorizontalL,
    ...lineAtStart('2px', tokens.colorNeutralStroke2),
  },
  group: { display: 'flex', flexDirection: 'column', margin: 0, padding: 0, border: 'none', minWidth: 0 },
  legend: { ...text.body, padding: 0 },
});

interface CustomEditorProps {
  readonly page: NetworkIsolationPage;
  readonly custom: CustomDraft;
  readonly declared: DeclaredNetworks;
  readonly faults: readonly LineFault[];
}

/** A policy of one's own, rule by rule. */
export function CustomEditor({ page, custom, declared, faults }: CustomEditorProps) {
  const styles = useStyles();
  const { custom: text, comparison } = words.isolation;
  const edit = (change: Partial<CustomDraft>): void => page.editCustom(change);
  const setCapability = (capability: Capability, isOn: boolean): void => {
    const others = custom.capabilities.filter((other) => other !== capability);
    edit({ capabilities: isOn ? [...others, capability] : others });
  };
  const list = (name: PolicyList) => (
    <LinesField
      {...text.lists[name]}
      value={custom[name]}
      faults={faults.filter((fault) => fault.list === name).map(({ line, message }) => text.line(line, message))}
      onChange={(value) => edit({ [name]: value })}
    />
  );
  return (
    <fieldset className={styles.group} aria-label={text.title}>
      <div className={styles.editor}>
        <fieldset className={styles.group}>
          <legend className={styles.legend}>{text.capabilities}</legend>
          {capabilityNames.map((capability) => {
            const canBeHad = isDeclared(capability, declared);
            return (
              <Option
                key={capability}
                label={canBeHad ? capability : text.notDeclared(capability)}
                explanation={comparison.rows[capability].line}
                checked={canBeHad && custom.capabilities.includes(capability)}
                disabled={!canBeHad}
                onChange={(isOn) => setCapability(capability, isOn)}
              />
            );
          })}
        </fieldset>
        <RadioChoice
          label={text.profile}
          value={custom.networkProfile}
          options={networkProfiles.map((value) => choice(value, text.profiles[value]))}
          onChange={(networkProfile) => edit({ networkProfile })}
        />
        <RadioChoice
          label={text.loopback}
          value={custom.isLoopbackExempt ? 'exempt' : 'rules'}
          options={(['exempt', 'rules'] as const).map((value) => choice(value, text.loopbackChoices[value]))}
          onChange={(value) => edit({ isLoopbackExempt: value === 'exempt' })}
        />
        {!custom.isLoopbackExempt && list('loopback')}
        {list('privateRanges')}
        <Option
          label={text.cloudMetadata}
          explanation={text.cloudMetadataLine}
          checked={custom.cloudMetadata}
          onChange={(cloudMetadata) => edit({ cloudMetadata })}
        />
        {list('allowed')}
        {list('denied')}
      </div>
    </fieldset>
  );
}

/** `internetClientServer` has all of `internetClient`. */
function isDeclared(capability: Capability, { capabilities }: DeclaredNetworks): boolean {
  return (
    capabilities.includes(capability) ||
    (capability === 'internetClient' && capabilities.includes('internetClientServer'))
  );
}

function choice<Value extends string>(
  value: Value,
  { label, line }: { readonly label: string; readonly line: string },
): { readonly value: Value; readonly label: string; readonly line: string } {
  return { value, label, line };
}
