import { Composer } from '../../features/composer.tsx';
import { ConnectionBar } from '../../features/connection-bar.tsx';
import { ScenarioLayout } from '../../features/scenario-layout.tsx';
import { useScenario } from '../../features/use-scenario.ts';
import type { ScenarioPage } from '../../model/scenario-page.ts';
import { words } from '../../model/words.ts';
import { exampleCode } from '../example-code.ts';

/** Messages in parts over `MessageWebSocket`. */
export function PartialMessagesPage({ page }: { readonly page: ScenarioPage }) {
  const view = useScenario(page);
  return (
    <ScenarioLayout
      view={view}
      {...words.scenarios.partialMessages}
      code={exampleCode.partialMessages}
      beginVerb={words.connection.connect}
    >
      <ConnectionBar view={view} endpoints={['partialMessages', 'echo']} />
      <Composer view={view} sendsParts />
    </ScenarioLayout>
  );
}
