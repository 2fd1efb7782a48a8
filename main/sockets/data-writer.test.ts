import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failureOf, thrownBy } from '../../tests/support/sockets.ts';
import { ByteOrder, UnicodeEncoding } from './data-encoding.ts';
import { DataReader } from './data-reader.ts';
import { DataWriter } from './data-writer.ts';
import type { IOutputStream } from './streams.ts';

const bounds = 0x8000000b;
const closed = 0x80000013;
const busy = 0x800710dd;
const invalid = 0x80070057;

/** A stream that keeps what it is given, and holds a write back until the test lets it go. */
function heldStream(): { stream: IOutputStream; written: string[]; release: () => void; isClosed: () => boolean } {
  const written: string[] = [];
  let release: (() => void) | undefined;
  let isClosed = false;
  const stream: IOutputStream = {
    writeAsync: (buffer) => {
      written.push(Buffer.from(buffer).toString());
      return new Promise((resolve) => (release = () => resolve(buffer.length)));
    },
    flushAsync: async () => true,
    close: () => (isClosed = true),
  };
  return { stream, written, release: () => release?.(), isClosed: () => isClosed };
}

/** One written value and how it is read back. */
type Step = readonly [write: (writer: DataWriter) => void, read: (reader: DataReader) => unknown, value: unknown];

const minute = { min: new Date(-8e14), max: new Date(8e14), noInvalidDate: true };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.boolean().map((value): Step => [(to) => to.writeBoolean(value), (from) => from.readBoolean(), value]),
  fc.nat(0xff).map((value): Step => [(to) => to.writeByte(value), (from) => from.readByte(), value]),
  fc
    .integer({ min: -0x8000, max: 0x7fff })
    .map((value): Step => [(to) => to.writeInt16(value), (from) => from.readInt16(), value]),
  fc.integer().map((value): Step => [(to) => to.writeInt32(value), (from) => from.readInt32(), value]),
  fc
    .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
    .map((value): Step => [(to) => to.writeInt64(value), (from) => from.readInt64(), value]),
  fc.nat(0xffff).map((value): Step => [(to) => to.writeUInt16(value), (from) => from.readUInt16(), value]),
  fc
    .integer({ min: 0, max: 0xffffffff })
    .map((value): Step => [(to) => to.writeUInt32(value), (from) => from.readUInt32(), value]),
  fc
    .bigInt({ min: 0n, max: 2n ** 64n - 1n })
    .map((value): Step => [(to) => to.writeUInt64(value), (from) => from.readUInt64(), value]),
  fc.float().map((value): Step => [(to) => to.writeSingle(value), (from) => from.readSingle(), value]),
  fc.double().map((value): Step => [(to) => to.writeDouble(value), (from) => from.readDouble(), value]),
  fc.date(minute).map((value): Step => [(to) => to.writeDateTime(value), (from) => from.readDateTime(), value]),
  fc
    .integer({ min: -9e14, max: 9e14 })
    .map((value): Step => [(to) => to.writeTimeSpan(value), (from) => from.readTimeSpan(), value]),
  fc.uuid().map((value): Step => [(to) => to.writeGuid(value), (from) => from.readGuid(), value]),
  fc
    .uint8Array()
    .map((value): Step => [
      (to) => to.writeBytes(value),
      (from) => Uint8Array.from(from.readBuffer(value.length)),
      value,
    ]),
  fc
    .tuple(fc.constantFrom(...Object.values(UnicodeEncoding)), fc.string({ unit: 'binary' }))
    .map(([encoding, value]): Step => {
      let size = 0;
      return [
        (to) => {
          to.unicodeEncoding = encoding;
          size = to.measureString(value);
          expect(to.writeString(value)).toBe(size);
        },
        (from) => {
          from.unicodeEncoding = encoding;
          return from.readString(encoding === UnicodeEncoding.utf8 ? size : size / 2);
        },
        value,
      ];
    }),
);

test('what is written in either byte order and any encoding is read back', () => {
  fc.assert(
    fc.property(fc.array(step), fc.constantFrom(...Object.values(ByteOrder)), (steps, byteOrder) => {
      const writer = new DataWriter();
      writer.byteOrder = byteOrder;
      for (const [write] of steps) write(writer);
      const length = writer.unstoredBufferLength;
      const reader = DataReader.fromBuffer(writer.detachBuffer());
      reader.byteOrder = byteOrder;
      expect(reader.unconsumedBufferLength).toBe(length);
      expect(steps.map(([, read]) => read(reader))).toEqual(steps.map(([, , value]) => value));
      expect([reader.unconsumedBufferLength, writer.unstoredBufferLength]).toEqual([0, 0]);
    }),
  );
});

test('the layout is that of Windows', () => {
  const writer = new DataWriter();
  expect([writer.byteOrder, writer.unicodeEncoding]).toEqual([ByteOrder.bigEndian, UnicodeEncoding.utf8]);
  writer.writeUInt32(1);
  writer.byteOrder = ByteOrder.littleEndian;
  writer.writeUInt32(1);
  writer.writeGuid('{00112233-4455-6677-8899-AABBCCDDEEFF}');
  writer.writeDateTime(new Date('1601-01-01T00:00:00.001Z'));
  writer.writeTimeSpan(-0.0001);
  writer.writeBoolean(true);
  writer.unicodeEncoding = UnicodeEncoding.utf16BE;
  expect(writer.writeString('aé')).toBe(4);
  expect(Buffer.from(writer.detachBuffer()).toString('hex')).toBe(
    [
      '00000001',
      '01000000',
      '33221100554477668899aabbccddeeff',
      '1027000000000000',
      'ffffffffffffffff',
      '01',
      '006100e9',
    ].join(''),
  );
});

test('a value its type does not hold is E_INVALIDARG and appends nothing', () => {
  const writer = new DataWriter();
  const wrong: readonly (() => unknown)[] = [
    () => writer.writeByte(256),
    () => writer.writeByte(0.5),
    () => writer.writeInt16(0x8000),
    () => writer.writeInt32(2 ** 31),
    () => writer.writeUInt16(-1),
    () => writer.writeUInt32(2 ** 32),
    () => writer.writeInt64(2n ** 63n),
    () => writer.writeUInt64(-1n),
    () => writer.writeDateTime(new Date(Number.NaN)),
    () => writer.writeDateTime(new Date(8.64e15)),
    () => writer.writeTimeSpan(Number.NaN),
    () => writer.writeTimeSpan(1e15),
    () => writer.writeGuid('00112233-4455-6677-8899-aabbccddeef'),
    () => writer.writeGuid('{00112233-4455-6677-8899-aabbccddeeff'),
    () => (writer.byteOrder = 2 as never),
    () => (writer.unicodeEncoding = 3 as never),
  ];
  expect(wrong.map((call) => thrownBy(call).hresult)).toEqual(wrong.map(() => invalid));
  expect(writer.unstoredBufferLength).toBe(0);
});

test('half of a surrogate pair is ERROR_NO_UNICODE_TRANSLATION and appends nothing', () => {
  const writer = new DataWriter();
  expect(thrownBy(() => writer.writeString('a\u{d800}')).hresult).toBe(0x80070459);
  expect(thrownBy(() => writer.measureString('\u{dc00}')).hresult).toBe(0x80070459);
  expect(writer.unstoredBufferLength).toBe(0);
});

test('what was appended is a copy, and a part of a buffer must be in it', () => {
  const writer = new DataWriter();
  const bytes = Uint8Array.of(1, 2, 3);
  writer.writeBytes(bytes);
  writer.writeBuffer(bytes, 1);
  writer.writeBuffer(bytes, 0, 1);
  bytes.fill(9);
  expect(thrownBy(() => writer.writeBuffer(bytes, 2, 2)).hresult).toBe(bounds);
  expect(thrownBy(() => writer.writeBuffer(bytes, -1, 2)).hresult).toBe(bounds);
  expect([...writer.detachBuffer()]).toEqual([1, 2, 3, 2, 3, 1]);
});

test('a detached buffer is not written to by what follows', () => {
  const writer = new DataWriter();
  writer.writeString('ab');
  writer.writeString('c');
  const detached = writer.detachBuffer();
  writer.writeString('xyz');
  expect(Buffer.from(detached).toString()).toBe('abc');
});

test('a store writes everything once; what is written meanwhile is for the next', async () => {
  const { stream, written, release } = heldStream();
  const writer = new DataWriter(stream);
  writer.writeString('one');
  const first = writer.storeAsync();
  expect(writer.unstoredBufferLength).toBe(0);
  writer.writeString('second');
  expect((await failureOf(writer.storeAsync())).hresult).toBe(busy);
  expect(thrownBy(() => writer.detachStream()).hresult).toBe(busy);
  release();
  expect(await first).toBe(3);
  const second = writer.storeAsync();
  release();
  expect(await second).toBe(6);
  expect(written).toEqual(['one', 'second']);
  expect(await writer.flushAsync()).toBe(true);
});

test('closing closes the stream, unless it was detached', async () => {
  const owned = heldStream();
  const writer = new DataWriter(owned.stream);
  writer.close();
  writer.close();
  expect(owned.isClosed()).toBe(true);
  expect((await failureOf(writer.storeAsync())).hresult).toBe(closed);
  expect((await failureOf(writer.flushAsync())).hresult).toBe(closed);
  const wrong: readonly (() => unknown)[] = [
    () => writer.writeByte(1),
    () => writer.writeString(''),
    () => writer.unstoredBufferLength,
    () => writer.detachBuffer(),
    () => writer.detachStream(),
    () => (writer.byteOrder = ByteOrder.littleEndian),
  ];
  expect(wrong.map((call) => thrownBy(call).hresult)).toEqual(wrong.map(() => closed));

  const detached = heldStream();
  const other = new DataWriter(detached.stream);
  expect(other.detachStream()).toBe(detached.stream);
  expect(other.detachStream()).toBeNull();
  expect((await failureOf(other.storeAsync())).hresult).toBe(closed);
  other.close();
  expect(detached.isClosed()).toBe(false);
});
