import { useRef } from 'react';
import { ConnectionBar } from '../../features/connection-bar.tsx';
import { ScenarioLayout } from '../../features/scenario-layout.tsx';
import { useNextFocus, useScenario } from '../../features/use-scenario.ts';
import type { ScenarioPage } from '../../model/scenario-page.ts';
import { words } from '../../model/words.ts';
import { exampleCode } from '../example-code.ts';
import { CertificateChoice } from './certificate-choice.tsx';

/** A server that asks the client for a certificate, over `StreamWebSocket`. */
export function ClientAuthenticationPage({ page }: { readonly page: ScenarioPage }) {
  const view = useScenario(page);
  const disconnectRef = useRef<HTMLButtonElement>(null);
  useNextFocus(view.state, { to: 'connected' }, () => disconnectRef.current);
  return (
    <ScenarioLayout
      view={view}
      {...words.scenarios.clientAuthentication}
      code={exampleCode.clientAuthentication}
      beginVerb={words.connection.connect}
    >
      <ConnectionBar
        view={view}
        endpoints={['clientAuthentication', 'secureEcho', 'echo']}
        addressStaysEnabled
        disconnectRef={disconnectRef}
      />
      <CertificateChoice view={view} />
    </ScenarioLayout>
  );
}
