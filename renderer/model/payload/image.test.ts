import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { imageKind, isShowable } from './image.ts';

const picture = sharp({ create: { width: 37, height: 23, channels: 3, background: 'red' } });

test.each(['png', 'jpeg', 'gif', 'webp'] as const)('a %s tells its size', async (format) => {
  const bytes = await picture.clone().toFormat(format).toBuffer();
  expect(imageKind(bytes)).toEqual({ type: `image/${format}`, width: 37, height: 23 });
});

test('a lossless webp and one with transparency tell their sizes', async () => {
  const options = [{ lossless: true }, {}];
  for (const option of options) {
    const bytes = await picture.clone().ensureAlpha(0.5).webp(option).toBuffer();
    expect(imageKind(bytes)).toEqual({ type: 'image/webp', width: 37, height: 23 });
  }
});

test('a header that says more pixels than are decoded is not shown, however small the file is', async () => {
  const bytes = new Uint8Array(await picture.clone().png().toBuffer());
  new DataView(bytes.buffer).setUint32(16, 0x7fff_ffff);
  const kind = imageKind(bytes);
  expect(kind !== undefined && isShowable(kind)).toBe(false);
});

test('every cut of an image, and whatever else comes, is read without a fault', async () => {
  for (const format of ['png', 'jpeg', 'gif', 'webp'] as const) {
    const bytes = await picture.clone().toFormat(format).toBuffer();
    for (let end = 0; end < Math.min(bytes.length, 700); end += 1) imageKind(bytes.subarray(0, end));
  }
  const magics = [
    [0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0x1a, 0xa],
    [0xff, 0xd8, 0xff],
    [0x42, 0x4d],
    [0x52, 0x49, 0x46, 0x46],
  ];
  fc.assert(
    fc.property(fc.constantFrom(...magics), fc.uint8Array({ maxLength: 60 }), (magic, rest) => {
      imageKind(Uint8Array.from([...magic, ...rest]));
    }),
    { numRuns: 3000 },
  );
});

test('text is no image', () => {
  expect(imageKind(new TextEncoder().encode('BMI of 22 and more than that, as a text'))).toBeUndefined();
  expect(imageKind(new Uint8Array())).toBeUndefined();
});
