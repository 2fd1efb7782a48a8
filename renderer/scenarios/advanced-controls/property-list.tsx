import type { SessionControl } from '../../../contract/socket-control.ts';
import { formatHResult, HResult } from '../../../contract/hresult.ts';
import type { ScenarioView } from '../../features/use-scenario.ts';
import { valuesBefore } from '../../model/control-drafts.ts';
import { controlNames, controlProperties, type ControlName } from '../../model/control-properties.ts';
import { controlText } from '../../model/control-text.ts';
import { words } from '../../model/words.ts';
import { PropertyEditor } from './property-editor.tsx';
import { SocketChoice } from './socket-choice.tsx';
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
      <SocketChoice view={view} />
      <p className={styles.sentence}>{words.controls.listSentence}</p>
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
              setNow={setNow(name, isConnected ? control : undefined)}
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

/** Whether it can be set now, and what becomes of it if it is tried all the same; undefined for what never can. */
function setNow(name: ControlName, control: SessionControl | undefined): string | undefined {
  const { settable } = words.controls;
  const { kind } = controlProperties[name];
  if (kind === 'none' || kind === 'readOnly') return undefined;
  if (control === undefined) return name === 'serverTrust' ? settable.elsewhere : settable.yes;
  if (name === 'followRedirects') return settable.optionOfConnect;
  if (name === 'supportedProtocols' || name === 'ignorableServerCertificateErrors') return settable.ignored;
  // Everything that is left has a value of its own.
  const refusal = control.refusals[name as keyof SessionControl['refusals']];
  if (refusal?.hresult === undefined) return settable.yes;
  return settable.no(hresultName(refusal.hresult), formatHResult(refusal.hresult));
}

function hresultName(hresult: number): string {
  const found = Object.entries(HResult).find(([, value]) => value === hresult);
  return found?.[0] ?? '';
}
