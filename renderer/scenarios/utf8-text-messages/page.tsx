import { CertificateCheck } from '../../features/certificate-check.tsx';
import { Composer } from '../../features/composer.tsx';
import { ConnectionBar } from '../../features/connection-bar.tsx';
import { ScenarioLayout } from '../../features/scenario-layout.tsx';
import { useScenario } from '../../features/use-scenario.ts';
import type { ScenarioPage } from '../../model/scenario-page.ts';
import { words } from '../../model/words.ts';
import { exampleCode } from '../example-code.ts';

/** Whole text messages over `MessageWebSocket`. */
export function Utf8TextMessagesPage({ page }: { readonly page: ScenarioPage }) {
  const view = useScenario(page);
  return (
    <ScenarioLayout
      view={view}
      {...words.scenarios.utf8TextMessages}
      code={exampleCode.utf8TextMessages}
      beginVerb={words.connection.connect}
    >
      <ConnectionBar view={view} endpoints={['echo', 'secureEcho']} />
      <CertificateCheck view={view} disabled={view.state !== 'disconnected'} />
      <Composer view={view} />
    </ScenarioLayout>
  );
}
