// Draws every icon file from the two drawings in resources/icons. Run by hand after changing one:
// `node scripts/icons.mjs`.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { runCommand } from './command.mjs';
import { root } from './project.mjs';

const folder = path.join(root, 'resources', 'icons');
/** Up to this size the drawing made for small ones is the clearer one. */
const smallSize = 24;
/** What Linux desktops look for (hicolor theme). */
const pngSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
/** What Windows shows at 100 to 400 % scaling. */
const icoSizes = [16, 20, 24, 32, 40, 48, 64, 256];
/** Apple's names for PNG data, by size in pixels; the `@2x` ones hold the same picture as their double. */
const icnsTypes = /** @type {const} */ ([
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
]);

await runCommand(async () => {
  const large = { drawing: await readFile(path.join(folder, 'duplex.svg')), drawnSize: 512 };
  const small = { drawing: await readFile(path.join(folder, 'duplex-small.svg')), drawnSize: 16 };
  /** @type {Map<number, Buffer>} */
  const pictures = new Map();
  for (const size of new Set([...pngSizes, ...icoSizes, ...icnsTypes.map(([, pixels]) => pixels)])) {
    const { drawing, drawnSize } = size <= smallSize ? small : large;
    // 72 dpi is the drawing's own size; drawing it at the wanted size keeps edges sharp.
    const drawn = sharp(drawing, { density: (72 * size) / drawnSize }).resize(size, size);
    pictures.set(size, await drawn.png({ compressionLevel: 9, palette: size >= 256 }).toBuffer());
  }
  const picture = (/** @type {number} */ size) => /** @type {Buffer} every size was drawn above */ (pictures.get(size));

  await mkdir(path.join(folder, 'linux'), { recursive: true });
  for (const size of pngSizes) await writeFile(path.join(folder, 'linux', `${size}x${size}.png`), picture(size));
  await writeFile(path.join(folder, 'duplex.ico'), ico(icoSizes.map((size) => ({ size, png: picture(size) }))));
  await writeFile(
    path.join(folder, 'duplex.icns'),
    icns(icnsTypes.map(([type, size]) => ({ type, png: picture(size) }))),
  );
  console.log(`icons: written to ${path.relative(root, folder)}`);
  return 0;
});

/**
 * A Windows icon: a directory of pictures, each a whole PNG file (as Windows takes them since Vista).
 *
 * @param {ReadonlyArray<{ size: number, png: Buffer }>} images
 */
function ico(images) {
  const headSize = 6;
  const entrySize = 16;
  const head = Buffer.alloc(headSize + entrySize * images.length);
  // Type 1 is an icon; 2 would be a cursor.
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of images.entries()) {
    const at = headSize + entrySize * index;
    // One byte each for width and height, in which 256 is 0.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    // One plane, 32 bits for each pixel.
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...images.map(({ png }) => png)]);
}

/**
 * An Apple icon: `icns`, the length of all, then each picture with its type and length.
 *
 * @param {ReadonlyArray<{ type: string, png: Buffer }>} images
 */
function icns(images) {
  const block = (/** @type {string} */ type, /** @type {Buffer} */ content) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(8 + content.length);
    return Buffer.concat([Buffer.from(type, 'latin1'), length, content]);
  };
  return block('icns', Buffer.concat(images.map(({ type, png }) => block(type, png))));
}
