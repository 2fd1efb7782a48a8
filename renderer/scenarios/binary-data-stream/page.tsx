import { useRef } from 'react';
import { CertificateCheck } from '../../features/certificate-check.tsx';
import { ConnectionBar } from '../../features/connection-bar.tsx';
import { ScenarioLayout } from '../../features/scenario-layout.tsx';
import { useNextFocus, useScenario } from '../../features/use-scenario.ts';
import type { ScenarioPage } from '../../model/scenario-page.ts';
import { words } from '../../model/words.ts';
import { exampleCode } from '../example-code.ts';
import { FilesPart } from './files-part.tsx';
import { TrafficPart } from './traffic-part.tsx';

/** A stream of bytes over `StreamWebSocket`, both ways at once. */
export function BinaryDataStreamPage({ page }: { readonly page: ScenarioPage }) {
  const view = useScenario(page);
  const stopRef = useRef<HTMLButtonElement>(null);
  useNextFocus(view.state, { to: 'connected' }, () => stopRef.current);
  return (
    <ScenarioLayout
      view={view}
      {...words.scenarios.binaryDataStream}
      code={exampleCode.binaryDataStream}
      beginVerb={words.connection.start}
    >
      <ConnectionBar
        view={view}
        endpoints={['echo', 'secureEcho', 'sink', 'stream', 'flood']}
        addressStaysEnabled
        disconnectRef={stopRef}
      />
      <CertificateCheck view={view} disabled={false} />
      <TrafficPart view={view} />
      <FilesPart view={view} />
    </ScenarioLayout>
  );
}
