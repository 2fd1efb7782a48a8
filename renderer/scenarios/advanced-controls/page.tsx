import { useEffect } from 'react';
import { Composer } from '../../features/composer.tsx';
import { ConnectionBar } from '../../features/connection-bar.tsx';
import { ScenarioLayout } from '../../features/scenario-layout.tsx';
import { faultIn, useScenario } from '../../features/use-scenario.ts';
import type { ControlDrafts } from '../../model/control-drafts.ts';
import type { ScenarioPage } from '../../model/scenario-page.ts';
import { words } from '../../model/words.ts';
import { exampleCode } from '../example-code.ts';
import { InformationList } from './information-list.tsx';
import { editorId } from './editor-props.ts';
import { PropertyList } from './property-list.tsx';
import { useControlReading } from './use-control-reading.ts';

/** Every property of the control object, before and after connecting. */
export function AdvancedControlsPage({ page }: { readonly page: ScenarioPage }) {
  const view = useScenario(page);
  const control = useControlReading(page);
  const fault = faultIn(view, 'control');
  useEffect(() => {
    if (fault?.field === 'control')
      document.querySelector<HTMLElement>(`#${editorId(fault.problem.property)}`)?.focus();
  }, [fault]);
  const { shown } = view;
  useEffect(() => {
    if (shown === undefined) return;
    const row = document.querySelector<HTMLElement>(`[data-property="${CSS.escape(shown.part)}"]`);
    row?.scrollIntoView({ block: 'center' });
    row?.querySelector<HTMLElement>(`#${CSS.escape(editorId(shown.part))}`)?.focus({ preventScroll: true });
  }, [shown]);
  return (
    <ScenarioLayout
      view={view}
      title={words.controls.title}
      sentence={words.controls.sentence}
      code={exampleCode.advancedControls}
      beginVerb={words.connection.connect}
      isFormLong
    >
      <ConnectionBar view={view} endpoints={['echo', 'secureEcho', 'clientAuthentication', 'partialMessages']} />
      <Composer view={view} hint={composerHint(view.drafts.controls)} />
      <PropertyList view={view} control={control} />
      <InformationList control={control} />
    </ScenarioLayout>
  );
}

function composerHint({ socket, messageType }: ControlDrafts): string {
  if (socket === 'stream') return words.controls.sendsStream;
  return messageType === 'utf8' ? words.composer.sendsWhole : words.controls.sendsBinary;
}
