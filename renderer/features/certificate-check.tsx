import { sampleIssuer } from '../../contract/sessions.ts';
import { words } from '../model/words.ts';
import { Option } from '../ui/option.tsx';
import type { ScenarioView } from './use-scenario.ts';

/** The sample's check box for custom validation of the server certificate. */
export function CertificateCheck({ view, disabled }: { readonly view: ScenarioView; readonly disabled: boolean }) {
  return (
    <Option
      label={words.certificateCheck.label}
      explanation={words.certificateCheck.explanation(sampleIssuer)}
      checked={view.drafts.validatesCertificate}
      disabled={disabled}
      onChange={(validatesCertificate) => view.page.edit({ validatesCertificate })}
    />
  );
}
