import type { SessionControl } from '../../../contract/socket-control.ts';
import { formatHResult } from '../../../contract/hresult.ts';
import type { ScenarioView } from '../../features/use-scenario.ts';
import { valuesBefore } from '../../model/control-drafts.ts';
import { controlNames, controlProperties, type ControlName } from '../../model/control-properties.ts';
import { controlText } from '../../model/control-text.ts';
import { words } from '../../model/words.ts';
import { PropertyEditor } from './property-editor.tsx';
import { PropertyRow } from './property-row.tsx';
import { useListStyles } from './list-styles.ts';

interface PropertyListProps {
  readonly view: ScenarioView;
  readonly control: SessionControl | undefined;
}

/** Every property of the control object of the chosen socket. */
export function PropertyList({ view, control }: PropertyListProps) {
  const styles = useListStyles();
  const { controls } = view.drafts;
  const before = control?.before ?? valuesBefore(controls);
  const isConnected = view.connection?.kind === 'open' || view.connection?.kind === 'closing';
  return (
    <section className={styles.section} aria-labelledby="control-properties">
      <h2 className={styles.heading} id="control-properties">
        {words.controls.list}
      </h2>
      <ul className={styles.list}>
        {controlNames(controls.socket).map((name) => {
          const { kind } = controlProperties[name];
          const isFixed = view.state !== 'disconnected' && name !== 'messageType';
          return (
            <PropertyRow
              key={name}
              name={name}
              kind={kind}
              {...words.controls.properties[name]}
              isFrozen={isConnected && control?.refusals[keyOf(name)] !== undefined}
              freezing={freezing(name, isConnected ? control : undefined)}
              before={controlText(name, before)}
              after={isConnected && control !== undefined ? controlText(name, control.now) : undefined}
              hasValues={kind !== 'none'}
            >
              {(describedBy) => (
                <PropertyEditor name={name} view={view} isDisabled={isFixed} describedBy={describedBy} />
              )}
            </PropertyRow>
          );
        })}
      </ul>
    </section>
  );
}

type Refusals = SessionControl['refusals'];

function keyOf(name: ControlName): keyof Refusals {
  // Asked of every property; what has no value is refused nothing.
  return name as keyof Refusals;
}

/** Whether it can be set now, and what becomes of it if it is tried all the same. */
function freezing(name: ControlName, control: SessionControl | undefined): string {
  const { controls } = words;
  if (control === undefined || controlProperties[name].kind === 'none') return '';
  if (name === 'messageType') return controls.atAnyTime;
  if (name === 'followRedirects') return controls.optionOfConnect;
  if (name === 'supportedProtocols' || name === 'ignorableServerCertificateErrors') return controls.ignoredAfter;
  const refusal = control.refusals[keyOf(name)];
  if (refusal?.hresult === undefined) return '';
  const say = controlProperties[name].kind === 'ours' ? controls.frozenOurs : controls.frozen;
  return say('E_ILLEGAL_METHOD_CALL', formatHResult(refusal.hresult));
}
