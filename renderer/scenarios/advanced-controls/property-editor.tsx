import type { ReactNode } from 'react';
import type { ControlName } from '../../model/control-properties.ts';
import { words } from '../../model/words.ts';
import { secureHref } from '../../model/secure-link.ts';
import { Link } from '../../ui/controls.ts';
import { Option } from '../../ui/option.tsx';
import { ValueInput } from '../../ui/value-input.tsx';
import { ValueSelect } from '../../ui/value-select.tsx';
import { CertificateEditor } from './certificate-editor.tsx';
import { CredentialEditor } from './credential-editor.tsx';
import { DeflateEditor } from './deflate-editor.tsx';
import { editControls, editorId, propertyFault, type EditorProps } from './editor-props.ts';
import { IgnorableErrorsEditor } from './ignorable-errors-editor.tsx';
import { NumberEditor } from './number-editor.tsx';

/** The control that sets a property; nothing for what cannot be set here. */
export function PropertyEditor({ name, ...props }: EditorProps & { readonly name: ControlName }): ReactNode {
  const { view, isDisabled, describedBy } = props;
  const { controls } = view.drafts;
  const { editors } = words.controls;
  const common = { id: editorId(name), disabled: isDisabled, describedBy };
  switch (name) {
    case 'messageType':
      return (
        <ValueSelect
          {...common}
          label={words.controls.properties.messageType.windows}
          value={controls.messageType}
          options={[
            { value: 'binary', label: editors.binary },
            { value: 'utf8', label: editors.utf8 },
          ]}
          onChange={(messageType) => editControls(view, { messageType })}
        />
      );
    case 'receiveMode':
      return (
        <ValueSelect
          {...common}
          label={words.controls.properties.receiveMode.windows}
          value={controls.receiveMode}
          options={[
            { value: 'fullMessage', label: editors.fullMessage },
            { value: 'partialMessage', label: editors.partialMessage },
          ]}
          onChange={(receiveMode) => editControls(view, { receiveMode })}
        />
      );
    case 'noDelay':
      return (
        <Option
          label={words.controls.properties.noDelay.windows}
          checked={controls.noDelay}
          disabled={isDisabled}
          onChange={(noDelay) => editControls(view, { noDelay })}
        />
      );
    case 'supportedProtocols':
      return (
        <ValueInput
          {...common}
          label={words.controls.properties.supportedProtocols.windows}
          value={controls.supportedProtocols}
          placeholder={words.controls.values.empty}
          fault={propertyFault(view, name)}
          maxLength={1024}
          onChange={(supportedProtocols) => editControls(view, { supportedProtocols })}
        />
      );
    case 'maxMessageSize':
      return <NumberEditor {...props} name={name} label={words.controls.properties[name].windows} unit="B" />;
    case 'desiredUnsolicitedPongInterval':
      return <NumberEditor {...props} name={name} label={words.controls.properties[name].windows} unit="ms" />;
    case 'followRedirects':
      return <NumberEditor {...props} name={name} label={name} />;
    case 'serverCredential':
    case 'proxyCredential':
      return <CredentialEditor {...props} name={name} />;
    case 'clientCertificate':
      return <CertificateEditor {...props} />;
    case 'ignorableServerCertificateErrors':
      return <IgnorableErrorsEditor {...props} />;
    case 'perMessageDeflate':
      return <DeflateEditor {...props} />;
    case 'serverTrust':
      return (
        <Link id={common.id} href={secureHref()}>
          {editors.serverTrust}
        </Link>
      );
    case 'actualUnsolicitedPongInterval':
    case 'outboundBufferSizeInBytes':
      return null;
  }
}
