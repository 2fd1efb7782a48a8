import { expect, test } from 'vitest';
import { failureOf, thrownBy } from '../../tests/support/sockets.ts';
import { ContentStream } from './content-stream.ts';
import { ByteOrder, UnicodeEncoding } from './data-encoding.ts';
import { DataReader } from './data-reader.ts';
import { InputStreamOptions } from './enums.ts';
import type { IInputStream } from './streams.ts';

const bounds = 0x8000000b;
const closed = 0x80000013;
const busy = 0x800710dd;
const invalid = 0x80070057;
const noTranslation = 0x80070459;

function readerOf(...bytes: number[]): DataReader {
  return DataReader.fromBuffer(Uint8Array.from(bytes));
}

function streamOf(text: string): IInputStream {
  const bytes = Buffer.from(text);
  return new ContentStream({ bytes, start: 0, end: bytes.length, isUtf8: false });
}

/** A stream whose one read ends when the test says so. */
function heldStream(): { stream: IInputStream; give: (text: string) => void; isClosed: () => boolean } {
  let give: ((text: string) => void) | undefined;
  let isClosed = false;
  const stream: IInputStream = {
    readAsync: (buffer) =>
      new Promise((resolve) => {
        give = (text) => resolve(buffer.subarray(0, Buffer.from(buffer.buffer, buffer.byteOffset).write(text)));
      }),
    close: () => (isClosed = true),
  };
  return { stream, give: (text) => give?.(text), isClosed: () => isClosed };
}

test('a reader begins with UTF-8, big-endian, no options and nothing loaded', () => {
  const reader = new DataReader(streamOf('text'));
  expect(reader.unicodeEncoding).toBe(UnicodeEncoding.utf8);
  expect(reader.byteOrder).toBe(ByteOrder.bigEndian);
  expect(reader.inputStreamOptions).toBe(InputStreamOptions.none);
  expect(reader.unconsumedBufferLength).toBe(0);
  expect([UnicodeEncoding, ByteOrder]).toEqual([
    { utf8: 0, utf16LE: 1, utf16BE: 2 },
    { littleEndian: 0, bigEndian: 1 },
  ]);
});

test.each([
  ['readInt16', [0xff, 0xfe], -2, -257],
  ['readUInt16', [0xff, 0xfe], 0xfffe, 0xfeff],
  ['readInt32', [0x80, 0, 0, 1], -0x7fffffff, 0x01000080],
  ['readUInt32', [0x80, 0, 0, 1], 0x80000001, 0x01000080],
  ['readInt64', [0x80, 0, 0, 0, 0, 0, 0, 1], -0x7fffffffffffffffn, 0x0100000000000080n],
  ['readUInt64', [0x80, 0, 0, 0, 0, 0, 0, 1], 0x8000000000000001n, 0x0100000000000080n],
  ['readSingle', [0x3f, 0x80, 0, 0], 1, 4.600602988224807e-41],
  ['readDouble', [0x3f, 0xf0, 0, 0, 0, 0, 0, 0], 1, 3.03865e-319],
] as const)('%s follows the byte order', (member, bytes, bigEndian, littleEndian) => {
  expect(readerOf(...bytes)[member]()).toBe(bigEndian);
  const reader = readerOf(...bytes);
  reader.byteOrder = ByteOrder.littleEndian;
  expect(reader[member]()).toBe(littleEndian);
  expect(reader.unconsumedBufferLength).toBe(0);
});

test('a GUID is three numbers in the byte order and eight bytes as they are', () => {
  const bytes = [0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff];
  expect(readerOf(...bytes).readGuid()).toBe('00112233-4455-6677-8899-aabbccddeeff');
  const reader = readerOf(...bytes);
  reader.byteOrder = ByteOrder.littleEndian;
  expect(reader.readGuid()).toBe('33221100-5544-7766-8899-aabbccddeeff');
});

test('times are ticks of 100 ns since 1601, spans are milliseconds', () => {
  expect(readerOf(0, 0, 0, 0, 0, 0, 0, 0).readDateTime().toISOString()).toBe('1601-01-01T00:00:00.000Z');
  const unixEpoch = Buffer.alloc(8);
  unixEpoch.writeBigInt64BE(116_444_736_000_000_000n);
  expect(DataReader.fromBuffer(unixEpoch).readDateTime().getTime()).toBe(0);
  unixEpoch.writeBigInt64BE(116_444_736_000_000_000n - 1n);
  expect(DataReader.fromBuffer(unixEpoch).readDateTime().getTime()).toBe(-1);
  const span = Buffer.alloc(8);
  span.writeBigInt64BE(-15_001n);
  expect(DataReader.fromBuffer(span).readTimeSpan()).toBe(-1.5001);
});

test('any byte but zero is true', () => {
  const reader = readerOf(0, 1, 200);
  expect([reader.readBoolean(), reader.readBoolean(), reader.readBoolean()]).toEqual([false, true, true]);
});

test('bytes are read into an array, or as a view', () => {
  const reader = readerOf(1, 2, 3, 4);
  const target = new Uint8Array(2);
  reader.readBytes(target);
  expect([...target]).toEqual([1, 2]);
  expect([...reader.readBuffer(1)]).toEqual([3]);
  expect(reader.readByte()).toBe(4);
});

test('reading past the end is E_BOUNDS and takes nothing', () => {
  const reader = readerOf(1, 2, 3);
  const wrong: readonly (() => unknown)[] = [
    () => reader.readInt32(),
    () => reader.readDouble(),
    () => reader.readGuid(),
    () => reader.readDateTime(),
    () => reader.readTimeSpan(),
    () => reader.readString(4),
    () => reader.readBuffer(4),
    () => reader.readBuffer(-1),
    () => reader.readBuffer(0.5),
    () => reader.readBytes(new Uint8Array(4)),
  ];
  expect(wrong.map((call) => thrownBy(call).hresult)).toEqual(wrong.map(() => bounds));
  expect(reader.unconsumedBufferLength).toBe(3);
});

test('text is counted in code units: bytes in UTF-8, pairs of bytes in UTF-16', () => {
  expect(DataReader.fromBuffer(Buffer.from('grüße')).readString(7)).toBe('grüße');
  const littleEndian = DataReader.fromBuffer(Buffer.from('a😀', 'utf16le'));
  littleEndian.unicodeEncoding = UnicodeEncoding.utf16LE;
  expect(littleEndian.readString(3)).toBe('a😀');
  const bigEndian = DataReader.fromBuffer(Buffer.from('a😀', 'utf16le').swap16());
  bigEndian.unicodeEncoding = UnicodeEncoding.utf16BE;
  expect(bigEndian.readString(3)).toBe('a😀');
});

test('a byte order mark is a character like any other', () => {
  expect(DataReader.fromBuffer(Buffer.from('\u{feff}a')).readString(4)).toBe('\u{feff}a');
});

test.each([
  ['UTF-8', UnicodeEncoding.utf8, [0xc3, 0x28]],
  ['UTF-8 that is cut off', UnicodeEncoding.utf8, [0xe2, 0x82]],
  ['UTF-16LE', UnicodeEncoding.utf16LE, [0x00, 0xd8]],
  ['UTF-16BE', UnicodeEncoding.utf16BE, [0xdc, 0x00]],
] as const)('what is not %s is ERROR_NO_UNICODE_TRANSLATION', (_what, encoding, bytes) => {
  const reader = readerOf(...bytes);
  reader.unicodeEncoding = encoding;
  expect(thrownBy(() => reader.readString(encoding === UnicodeEncoding.utf8 ? 2 : 1)).hresult).toBe(noTranslation);
});

test('content that is known to be UTF-8 is read as UTF-16 where that is asked for', () => {
  const bytes = Buffer.from('..abcd..');
  const reader = DataReader.over({ bytes, start: 2, end: 6, isUtf8: true });
  reader.unicodeEncoding = UnicodeEncoding.utf16BE;
  expect(reader.readString(2)).toBe('\u6162\u6364');
});

test('a load waits for its count or the end, and adds to what is left', async () => {
  const reader = new DataReader(streamOf('abcdef'));
  expect(await reader.loadAsync(3)).toBe(3);
  expect(reader.readString(1)).toBe('a');
  expect(await reader.loadAsync(100)).toBe(3);
  expect(reader.unconsumedBufferLength).toBe(5);
  expect(reader.readString(5)).toBe('bcdef');
  expect(await reader.loadAsync(1)).toBe(0);
});

test('the options of a load go to the stream', async () => {
  const asked: number[] = [];
  const reader = new DataReader({
    readAsync: async (buffer, count, options) => {
      asked.push(options);
      return buffer.subarray(0, Math.min(count, 2));
    },
    close: () => undefined,
  });
  reader.inputStreamOptions = InputStreamOptions.partial;
  expect(await reader.loadAsync(0xffffffff)).toBe(2);
  expect(asked).toEqual([InputStreamOptions.partial]);
});

test('during a load another load and detaching are 0x800710DD, and reading goes on', async () => {
  const { stream, give } = heldStream();
  const reader = new DataReader(stream);
  const first = reader.loadAsync(4);
  give('abcd');
  await first;
  const pending = reader.loadAsync(4);
  expect((await failureOf(reader.loadAsync(1))).hresult).toBe(busy);
  expect(thrownBy(() => reader.detachStream()).hresult).toBe(busy);
  expect(thrownBy(() => reader.detachBuffer()).hresult).toBe(busy);
  expect(reader.readString(3)).toBe('abc');
  give('ef');
  expect(await pending).toBe(2);
  expect(reader.readString(3)).toBe('def');
  expect(reader.detachStream()).toBe(stream);
});

test('a load that fails leaves the reader usable', async () => {
  const stream = streamOf('abc');
  const reader = new DataReader(stream);
  await reader.loadAsync(2);
  stream.close();
  expect((await failureOf(reader.loadAsync(2))).hresult).toBe(closed);
  expect((await failureOf(reader.loadAsync(2))).hresult).toBe(closed);
  expect(reader.readString(2)).toBe('ab');
});

test('closing closes the stream and fails a load that is under way; everything after is RO_E_CLOSED', async () => {
  const { stream, give, isClosed } = heldStream();
  const reader = new DataReader(stream);
  const pending = failureOf(reader.loadAsync(4));
  reader.close();
  reader.close();
  expect(isClosed()).toBe(true);
  give('late');
  expect((await pending).hresult).toBe(closed);
  const wrong: readonly (() => unknown)[] = [
    () => reader.unconsumedBufferLength,
    () => reader.readByte(),
    () => reader.readString(0),
    () => reader.readBuffer(0),
    () => reader.detachBuffer(),
    () => reader.detachStream(),
    () => (reader.byteOrder = ByteOrder.littleEndian),
  ];
  expect(wrong.map((call) => thrownBy(call).hresult)).toEqual(wrong.map(() => closed));
  expect((await failureOf(reader.loadAsync(1))).hresult).toBe(closed);
});

test('a detached stream stays open, and what was loaded can be read', async () => {
  const { stream, give, isClosed } = heldStream();
  const reader = new DataReader(stream);
  const load = reader.loadAsync(2);
  give('ab');
  await load;
  expect(reader.detachStream()).toBe(stream);
  expect(reader.detachStream()).toBeNull();
  expect(reader.readString(2)).toBe('ab');
  expect((await failureOf(reader.loadAsync(1))).hresult).toBe(closed);
  reader.close();
  expect(isClosed()).toBe(false);
});

test('a detached buffer is what was left, and the reader goes on empty', async () => {
  const reader = new DataReader(streamOf('abcdef'));
  await reader.loadAsync(4);
  reader.readByte();
  expect(Buffer.from(reader.detachBuffer()).toString()).toBe('bcd');
  expect(reader.unconsumedBufferLength).toBe(0);
  await reader.loadAsync(2);
  expect(reader.readString(2)).toBe('ef');
});

test('settings and counts that do not exist are E_INVALIDARG', async () => {
  const reader = new DataReader(streamOf(''));
  expect(thrownBy(() => (reader.byteOrder = 2 as never)).hresult).toBe(invalid);
  expect(thrownBy(() => (reader.unicodeEncoding = 3 as never)).hresult).toBe(invalid);
  expect(thrownBy(() => (reader.inputStreamOptions = 4)).hresult).toBe(invalid);
  expect((await failureOf(reader.loadAsync(-1))).hresult).toBe(invalid);
  expect((await failureOf(reader.loadAsync(2 ** 32))).hresult).toBe(invalid);
});
