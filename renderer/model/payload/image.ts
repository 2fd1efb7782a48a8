/** An image as its first bytes describe it. */
export interface ImageKind {
  readonly type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/bmp';
  /** In pixels; undefined where the header does not say. */
  readonly width: number | undefined;
  readonly height: number | undefined;
}

/** Pixels that are decoded at most: 4 bytes each in memory, whatever the size of the file. */
export const pixelLimit = 64 * 1024 * 1024;

/** What kind of image bytes are; undefined for none. Shows by a signature, never by what a server says. */
export function imageKind(bytes: Uint8Array): ImageKind | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (at: number, text: string): boolean =>
    Array.from(text).every((sign, index) => bytes[at + index] === sign.charCodeAt(0));
  if (has(0, '\u0089PNG\r\n\u001a\n')) {
    return { type: 'image/png', ...(bytes.length < 24 ? unknownSize : size(view.getUint32(16), view.getUint32(20))) };
  }
  if (has(0, 'GIF87a') || has(0, 'GIF89a')) {
    const known = bytes.length >= 10;
    return { type: 'image/gif', ...(known ? size(view.getUint16(6, true), view.getUint16(8, true)) : unknownSize) };
  }
  if (has(0, '\u00ff\u00d8\u00ff')) return { type: 'image/jpeg', ...jpegSize(view) };
  if (has(0, 'RIFF') && has(8, 'WEBP')) return { type: 'image/webp', ...webpSize(view, has) };
  // A header of 40 bytes or more; the older ones begin as much else does.
  if (has(0, 'BM') && bytes.length >= 26 && view.getUint32(14, true) >= 40 && view.getUint32(14, true) <= 124) {
    return { type: 'image/bmp', ...size(view.getInt32(18, true), Math.abs(view.getInt32(22, true))) };
  }
  return undefined;
}

/** Whether an image can be shown without taking more memory than {@link pixelLimit}. */
export function isShowable({ width, height }: ImageKind): boolean {
  return width !== undefined && height !== undefined && width > 0 && height > 0 && width * height <= pixelLimit;
}

const unknownSize = { width: undefined, height: undefined };

function size(width: number, height: number): { readonly width: number; readonly height: number } {
  return { width, height };
}

/** The first frame header (ITU T.81, B.2.2); the segments before it are gone over. */
function jpegSize(view: DataView): { width: number | undefined; height: number | undefined } {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return unknownSize;
    const marker = view.getUint8(at + 1);
    // Bytes that fill up before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return size(view.getUint16(at + 7), view.getUint16(at + 5));
    // The image itself begins, without a frame header.
    if (marker === 0xda || marker === 0xd9) return unknownSize;
    const length = view.getUint16(at + 2);
    if (length < 2) return unknownSize;
    at += 2 + length;
  }
  return unknownSize;
}

/** RFC 9649, section 2. */
function webpSize(
  view: DataView,
  has: (at: number, text: string) => boolean,
): { width: number | undefined; height: number | undefined } {
  if (view.byteLength < 30) return unknownSize;
  if (has(12, 'VP8X')) return size(1 + threeBytes(view, 24), 1 + threeBytes(view, 27));
  if (has(12, 'VP8 ')) return size(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
  if (!has(12, 'VP8L')) return unknownSize;
  const bits = view.getUint32(21, true);
  return size(1 + (bits & 0x3fff), 1 + ((bits >> 14) & 0x3fff));
}

function threeBytes(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
