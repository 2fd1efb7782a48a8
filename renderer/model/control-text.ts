import type { ControlValues, DeflateSettings, InformationValues } from '../../contract/socket-control.ts';
import { unlimitedMessageSize } from '../../contract/socket-control.ts';
import type { ControlName, InformationName } from './control-properties.ts';
import { formatCount } from './format.ts';
import { words } from './words.ts';

const say = (): typeof words.controls.values => words.controls.values;

/** A property's value in one line; undefined for what has none. */
export function controlText(name: ControlName, values: ControlValues): string | undefined {
  switch (name) {
    case 'messageType':
    case 'receiveMode': {
      const value = values[name];
      return value && words.controls.editors[value];
    }
    case 'maxMessageSize': {
      const value = values.maxMessageSize;
      if (value === undefined) return undefined;
      return value === unlimitedMessageSize ? say().unlimited : say().bytes(formatCount(value));
    }
    case 'noDelay':
      return values.noDelay === undefined ? undefined : yesOrNo(values.noDelay);
    case 'supportedProtocols':
    case 'ignorableServerCertificateErrors':
      return values[name].length === 0 ? say().empty : values[name].join(', ');
    case 'desiredUnsolicitedPongInterval':
    case 'actualUnsolicitedPongInterval':
      return say().ms(formatCount(values[name]));
    case 'serverCredential':
    case 'proxyCredential':
      return values[name] ?? say().none;
    case 'clientCertificate':
    case 'serverTrust':
      return values[name] ? say().set : say().none;
    case 'perMessageDeflate':
      return values.perMessageDeflate === null
        ? say().none
        : [say().offered, ...members(values.perMessageDeflate)].join(', ');
    case 'followRedirects':
      return formatCount(values.followRedirects);
    case 'outboundBufferSizeInBytes':
      return undefined;
  }
}

/** What `information` says, in one line; undefined for what has no equivalent. */
export function informationText(name: InformationName, values: InformationValues): string | undefined {
  switch (name) {
    case 'protocol':
      return values.protocol === '' ? say().empty : values.protocol;
    case 'localAddress':
    case 'remoteAddress':
      return values[name] ?? say().none;
    case 'perMessageDeflate':
      return values.perMessageDeflate === null ? say().none : members(values.perMessageDeflate).join(', ');
    case 'outboundBitsPerSecond':
    case 'inboundBitsPerSecond':
      return say().bitsPerSecond(formatCount(Math.round(values[name])));
    case 'outboundBitsPerSecondInstability':
    case 'inboundBitsPerSecondInstability':
    case 'outboundBandwidthPeaked':
    case 'inboundBandwidthPeaked':
      return undefined;
  }
}

/** `level 9, clientNoContextTakeover`: what is not false. */
function members(settings: DeflateSettings): readonly string[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    if (value === false) return [];
    return value === true ? [name] : [`${name} ${value}`];
  });
}

function yesOrNo(value: boolean): string {
  return value ? say().yes : say().no;
}
