import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { controlSettings } from '../../contract/socket-control.ts';
import {
  controlNumbers,
  controlProblems,
  controlRequest,
  defaultControls,
  draftsFrom,
  valuesBefore,
} from './control-drafts.ts';
import { controlNames, controlProperties, informationProperties } from './control-properties.ts';
import { controlText, informationText } from './control-text.ts';
import { explainFaultWithField } from './explain-fault.ts';
import { faultOf } from './field-fault.ts';
import { words } from './words.ts';

interface ParityType {
  readonly name: string;
  readonly members: readonly {
    readonly windows: string;
    readonly name: string;
    readonly state: string;
    readonly note?: string;
  }[];
}

const parity = (
  JSON.parse(await readFile(new URL('../../docs/winrt-parity.json', import.meta.url), 'utf8')) as {
    readonly types: readonly ParityType[];
  }
).types;

function membersOf(type: string): ParityType['members'] {
  return parity.find(({ name }) => name === type)?.members ?? [];
}

const plain = (note: string | undefined): string | undefined => note?.replaceAll('`', '');

test.each([
  ['MessageWebSocketControl', 'message'],
  ['StreamWebSocketControl', 'stream'],
] as const)(
  'every property of %s is listed by its name on Windows, with the note on what is missing',
  (type, socket) => {
    const members = membersOf(type);
    expect(members.length).toBeGreaterThan(5);
    const listed = controlNames(socket).filter((name) => controlProperties[name].kind !== 'ours');
    expect(listed.toSorted()).toEqual(members.map(({ name }) => name).toSorted());
    for (const name of listed) {
      const member = members.find((each) => each.name === name);
      const { windows, note } = words.controls.properties[name];
      expect(windows).toBe(member?.windows);
      expect(controlProperties[name].kind === 'none').toBe(member?.state === 'none');
      if (member?.state === 'none') expect(note).toBe(plain(member.note));
    }
  },
);

test('every bandwidth member without an equivalent has the note of the parity list', () => {
  for (const { windows, name, state, note } of membersOf('BandwidthStatistics')) {
    const known = name as 'outboundBitsPerSecond'; // one of them
    expect(informationProperties[known]).toBe(state === 'none' ? 'none' : 'windows');
    expect(words.controls.facts[known].windows).toBe(`BandwidthStatistics.${windows}`);
    if (state === 'none') expect(words.controls.facts[known].note).toBe(plain(note));
  }
});

test('what is not filled in is left out, so that the control keeps its own default', () => {
  expect(controlRequest(defaultControls)).toEqual({
    socket: 'message',
    messageType: 'binary',
    receiveMode: 'fullMessage',
    supportedProtocols: [],
    ignorableServerCertificateErrors: [],
    control: {},
  });
  expect(controlRequest({ ...defaultControls, socket: 'stream', maxMessageSize: '5' }).control).toEqual({
    noDelay: true,
  });
});

test('everything filled in becomes settings that main takes', () => {
  const drafts = {
    ...defaultControls,
    supportedProtocols: ' chat,soap  x ',
    maxMessageSize: ' 10 ',
    desiredUnsolicitedPongInterval: '5000',
    serverCredential: { userName: 'a', password: 'b' },
    perMessageDeflate: true,
    serverNoContextTakeover: true,
    level: '9',
    followRedirects: '3',
  };
  const { control, supportedProtocols } = controlRequest(drafts);
  expect(supportedProtocols).toEqual(['chat', 'soap', 'x']);
  expect(control).toEqual({
    maxMessageSize: 10,
    desiredUnsolicitedPongInterval: 5000,
    serverCredential: { userName: 'a', password: 'b' },
    perMessageDeflate: { serverNoContextTakeover: true, level: 9 },
    followRedirects: 3,
  });
  expect(v.safeParse(controlSettings, control).success).toBe(true);
  expect(JSON.stringify(valuesBefore(drafts))).not.toContain('"b"');
});

test('the ranges are the ones main takes', () => {
  for (const [name, { least, most }] of Object.entries(controlNumbers)) {
    const accepts = (value: number): boolean =>
      v.safeParse(
        controlSettings,
        name in controlSettings.entries ? { [name]: value } : { perMessageDeflate: { [name]: value } },
      ).success;
    expect([name, accepts(least), accepts(most), accepts(least - 1), accepts(most + 1)]).toEqual([
      name,
      true,
      true,
      false,
      false,
    ]);
  }
});

test('a number out of its range and half a credential are named; what does not count is not', () => {
  const drafts = { ...defaultControls, maxMessageSize: '4294967296', level: 'x', followRedirects: '-1' };
  expect(controlProblems(drafts).map(({ property }) => property)).toEqual(['maxMessageSize', 'followRedirects']);
  expect(
    controlProblems({ ...drafts, socket: 'stream', perMessageDeflate: true }).map(({ property }) => property),
  ).toEqual(['level', 'followRedirects']);
  const half = { ...defaultControls, proxyCredential: { userName: '', password: 'x' } };
  expect(controlProblems(half)).toEqual([{ kind: 'half', property: 'proxyCredential' }]);
});

test('a setting that main refuses is the fault of its property', () => {
  const told = (field: string) => faultOf({ code: 'invalid-input', message: 'it is wrong', field }, []);
  expect(told('control.maxMessageSize')).toMatchObject({ field: 'control', problem: { property: 'maxMessageSize' } });
  expect(told('control.perMessageDeflate.level')).toMatchObject({ problem: { property: 'level' } });
  expect(told('control.serverCredential.userName')).toMatchObject({ problem: { property: 'serverCredential' } });
  expect(told('supportedProtocols')).toMatchObject({ problem: { property: 'supportedProtocols' } });
  expect(
    explainFaultWithField({ field: 'control', problem: { kind: 'range', property: 'level', least: 0, most: 9 } }),
  ).toBe('Control settings: level must be a whole number from 0 to 9');
});

test('what was filled in can be told from the values of the control', () => {
  const drafts = {
    ...defaultControls,
    receiveMode: 'partialMessage' as const,
    maxMessageSize: '10',
    supportedProtocols: 'chat, soap',
    ignorableServerCertificateErrors: ['Expired'] as const,
    perMessageDeflate: true,
    clientNoContextTakeover: true,
    threshold: '100',
    followRedirects: '2',
  };
  expect(draftsFrom(valuesBefore(drafts))).toEqual(drafts);
  expect(draftsFrom(valuesBefore(defaultControls))).toEqual(defaultControls);
  const stream = { ...defaultControls, socket: 'stream' as const, noDelay: false, desiredUnsolicitedPongInterval: '1' };
  expect(draftsFrom(valuesBefore(stream))).toEqual(stream);
});

test('values in words', () => {
  const before = valuesBefore({
    ...defaultControls,
    perMessageDeflate: true,
    clientNoContextTakeover: true,
    level: '1',
  });
  expect(controlText('maxMessageSize', before)).toBe('no limit (4294967295)');
  expect(controlText('actualUnsolicitedPongInterval', { ...before, actualUnsolicitedPongInterval: 15_000 })).toBe(
    '15,000 ms',
  );
  expect(controlText('perMessageDeflate', before)).toBe('offered, clientNoContextTakeover, level 1');
  expect(controlText('noDelay', before)).toBeUndefined();
  expect(controlText('supportedProtocols', before)).toBe('empty');
  const information = {
    protocol: '',
    localAddress: null,
    remoteAddress: '127.0.0.1:80',
    perMessageDeflate: null,
    outboundBitsPerSecond: 1234.5,
    inboundBitsPerSecond: 0,
  };
  expect(informationText('protocol', information)).toBe('empty');
  expect(informationText('remoteAddress', information)).toBe('127.0.0.1:80');
  expect(informationText('outboundBitsPerSecond', information)).toBe('1,235 bit/s');
});
