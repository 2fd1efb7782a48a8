import { formatCount } from './format.ts';
import type { FrameHead } from './frame-text.ts';
import type { FaultReason } from './payload/read-fault.ts';
import type { PayloadViewName } from './payload/fitting-view.ts';

const views: Readonly<Record<PayloadViewName, string>> = {
  text: 'Text',
  jsonTree: 'JSON tree',
  jsonText: 'JSON, indented',
  xml: 'XML, indented',
  hex: 'Hex',
  messagePack: 'MessagePack',
  cbor: 'CBOR',
  protobuf: 'Protobuf',
  image: 'Image',
};

const faults: Readonly<Record<FaultReason, string>> = {
  endsEarly: 'the message ends where more has to come',
  unexpected: 'what stands there has no place there',
  trailing: 'more follows behind the end',
  tooMany: 'there are more values than are shown',
  unmatchedTag: 'the end tag does not fit the tag that is open',
};

const formats: Partial<Record<PayloadViewName, string>> = {
  jsonTree: 'JSON',
  jsonText: 'JSON',
  xml: 'XML',
  messagePack: 'MessagePack',
  cbor: 'CBOR',
  protobuf: 'Protobuf',
};

function count(number: number, one: string, many: string): string {
  return `${formatCount(number)} ${number === 1 ? one : many}`;
}

/** The words of the pane that shows a message. */
export const detail = {
  label: 'Selected row',
  close: 'Close details',
  resize: 'Width of the details',
  view: 'Show as',
  views,
  fitting: (view: PayloadViewName) => `Automatic: ${views[view]}`,
  content: 'Content',
  copy: 'Copy content',
  copyShown: 'Copy the shown part',
  exactSize: (bytes: string) => `${bytes} bytes`,
  released: 'The content of this message was let go to stay inside the memory limit.',
  nothing: 'This message is empty.',
  reading: (read: string, size: string) => `Reading: ${read} of ${size}`,
  cancel: 'Cancel',
  canceled: 'Reading was canceled.',
  again: 'Read again',
  tooLarge: (size: string, limit: string) =>
    `This message has ${size}. This view reads up to ${limit}; choose Text or Hex, which read only what they show.`,
  isNot: (view: PayloadViewName, place: string, reason: FaultReason) =>
    `This is no ${formats[view] ?? views[view]} ${place}: ${faults[reason]}. What comes before is shown.`,
  atLine: (line: number, column: number) => `at line ${line}, column ${column}`,
  atOffset: (offset: number) => `at byte ${formatCount(offset)}`,
  notUtf8: 'Bytes that are not UTF-8 are shown as \\x and two hexadecimal digits.',
  offset: {
    label: 'Offset',
    placeholder: '0x1F or 31',
    jump: 'Jump',
    fault: (last: string) => `0 to ${last}, or hexadecimal behind 0x`,
  },
  part: {
    place: (from: string, to: string, size: string) => `Bytes ${from} to ${to} of ${size}`,
    previous: 'Previous part',
    next: 'Next part',
  },
  tree: {
    label: 'Values',
    object: (members: number) => `{} ${count(members, 'member', 'members')}`,
    array: (items: number) => `[] ${count(items, 'item', 'items')}`,
    map: (entries: number) => `{} ${count(entries, 'entry', 'entries')}`,
    message: (fields: number) => `{} ${count(fields, 'field', 'fields')}`,
    entry: 'entry',
    key: 'key',
    value: 'value',
    bytes: (size: number) => count(size, 'byte', 'bytes'),
    extension: (type: number, size: number) => `extension ${type}, ${count(size, 'byte', 'bytes')}`,
    timestamp: 'timestamp',
    tag: (tag: string) => `tag ${tag}`,
    /** RFC 8949, section 3.4, and the ones of IANA's registry that are met most. */
    tags: {
      '0': 'date and time',
      '1': 'seconds since 1970',
      '2': 'large number',
      '3': 'large negative number',
      '4': 'decimal fraction',
      '5': 'large float',
      '21': 'to be base64url',
      '22': 'to be base64',
      '23': 'to be hexadecimal',
      '24': 'CBOR in bytes',
      '32': 'URI',
      '33': 'base64url',
      '34': 'base64',
      '36': 'MIME message',
      '37': 'UUID',
      '258': 'set',
      '55799': 'self-described CBOR',
    } as Readonly<Record<string, string>>,
    field: (number: number, name: string | undefined) => (name === undefined ? String(number) : `${name} (${number})`),
    group: 'group',
    wireTypes: ['varint', '64-bit', '', '', '', '32-bit'] as readonly string[],
  },
  schema: {
    title: 'Schema',
    text: 'Text of a .proto file',
    hint: 'Names the fields. Kept for this page until it is left; nothing is imported.',
    file: 'Open a .proto file',
    type: 'Message type',
    none: 'No schema: fields by number',
    clear: 'Remove the schema',
    fault: (line: number | undefined, message: string) => (line === undefined ? message : `Line ${line}: ${message}`),
    empty: 'There is no message type in this schema.',
    tooLarge: (limit: string) => `A schema has at most ${limit}.`,
  },
  image: {
    alt: (type: string) => `The message as an image (${type})`,
    size: (width: number, height: number) => `${width} × ${height} pixels`,
    tooManyPixels: (width: number, height: number) =>
      `This image has ${width} × ${height} pixels, more than are shown.`,
    unknownSize: 'The size of this image is not where it has to be, so that it is not shown.',
    none: 'This message begins as no image that can be shown: PNG, JPEG, GIF, WebP or BMP.',
    broken: 'This image cannot be decoded.',
  },
  compare: {
    button: 'Compare',
    withPrevious: 'With the previous message of this direction',
    withMarked: (name: string) => `With the marked message (${name})`,
    withNone: 'With a marked message',
    mark: 'Mark for comparison',
    stop: 'End the comparison',
    noPrevious: 'There is no earlier message of this direction among the last rows of this connection.',
    title: (name: string) => `Differences from ${name}`,
    as: { json: 'Lines of JSON', text: 'Lines of text', hex: 'Lines of a hex dump' },
    cut: (limit: string) => `Only the first ${limit} of each are compared.`,
    givenUp: 'Too much differs: all lines of both are shown.',
    same: 'No difference.',
    counts: (removed: number, added: number) =>
      `${count(removed, 'line', 'lines')} only there, ${count(added, 'line', 'lines')} only here`,
    removed: 'only there',
    added: 'only here',
    lines: 'Differences',
  },
  facts: {
    sincePrevious: (time: string) => `${time} after the row before`,
    sinceStart: (time: string) => `${time} after the session began`,
    onWire: (wire: string) => `${wire} on the wire`,
    ratio: (percent: string) => `${percent} of its size`,
    compressedWithContext: 'compressed with context takeover',
    compressedAlone: 'compressed without context takeover',
    notCompressed: 'not compressed',
    frame: ({ fin, rsv1, rsv2, rsv3, opcode, isMasked }: FrameHead) =>
      `FIN ${fin}, RSV1 ${rsv1}, RSV2 ${rsv2}, RSV3 ${rsv3}, opcode ${opcode}, ${isMasked ? 'masked' : 'not masked'}`,
    firstFrame: (frame: string) => `first frame: ${frame}`,
    digest: 'SHA-256',
    computeDigest: 'Compute SHA-256',
    copyDigest: 'Copy SHA-256',
  },
};
