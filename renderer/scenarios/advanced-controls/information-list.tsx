import type { SessionControl } from '../../../contract/socket-control.ts';
import { informationProperties, type InformationName } from '../../model/control-properties.ts';
import { informationText } from '../../model/control-text.ts';
import { words } from '../../model/words.ts';
import { useListStyles } from './list-styles.ts';
import { PropertyRow } from './property-row.tsx';

/** What the socket tells of the connection once there is one. */
export function InformationList({ control }: { readonly control: SessionControl | undefined }) {
  const styles = useListStyles();
  const isConnected = control !== undefined && control.information.remoteAddress !== null;
  // The names of an object literal of this very type.
  const names = Object.keys(informationProperties) as InformationName[];
  return (
    <section className={styles.section} aria-labelledby="control-information">
      <h2 className={styles.heading} id="control-information">
        {words.controls.information}
      </h2>
      <p className={styles.sentence}>{words.controls.informationSentence}</p>
      <ul className={styles.list}>
        {names.map((name) => (
          <PropertyRow
            key={name}
            name={`information.${name}`}
            kind={informationProperties[name]}
            {...words.controls.facts[name]}
            windows={words.controls.facts[name].windows || name}
            hasValues={informationProperties[name] !== 'none'}
            after={isConnected ? informationText(name, control.information) : undefined}
          />
        ))}
      </ul>
    </section>
  );
}
