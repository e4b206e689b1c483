import { type ByteSource, readExactly } from './byte-source.ts';
import { decodeJpegLossless } from './decode-jpeg-lossless.ts';
import { decodeRle } from './decode-rle.ts';
import { DicosError } from './dicos-error.ts';
import { concatenate } from './encode-attributes.ts';
import { groupFragments } from './group-fragments.ts';
import { frameBytes } from './image-description.ts';
import type { PixelPlace } from './locate-pixels.ts';
import type { DicosFile } from './read-dicos.ts';
import { type Samples, samplesOf } from './samples-of.ts';

/** One frame, decoded. */
export interface Frame {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  /** Row after row; the samples of a pixel stand together unless the image is planar. */
  readonly samples: Samples;
}

/** A frame of a file that was cut short: what is there of it, from its first sample on. */
export interface PartialFrame extends Frame {
  /** Samples that the file does not have, at the end. */
  readonly missing: number;
}

interface Shape {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  readonly bits: number;
  readonly bytes: number;
}

// 16,384 x 8,192 pixels of 16 bits; the size is an attacker's to write.
const MOST_FRAME_BYTES = 256 * 2 ** 20;

/**
 * Read and decode one frame: native 8, 16, 32, 64 bit and float, JPEG lossless, RLE. Only that frame's bytes are read.
 *
 * @param index from 0
 * @throws DicosError FRAME_OUT_OF_RANGE, FRAME_TOO_LARGE, FRAME_UNREADABLE, CODEC_UNSUPPORTED, SOURCE_SHORT_READ
 */
export async function readFrame(
  file: DicosFile,
  source: ByteSource,
  index: number,
  maxBytes: number = MOST_FRAME_BYTES,
): Promise<Frame> {
  const { pixels, image, transferSyntax } = file;
  if (!pixels) throw new DicosError('FRAME_OUT_OF_RANGE', 'the file has no pixels');
  if (image.frames === undefined || !Number.isInteger(index) || index < 0 || index >= image.frames) {
    throw new DicosError('FRAME_OUT_OF_RANGE', `frame ${index} of ${image.frames ?? 'an unknown number'}`);
  }
  const shape = shapeOf(file, maxBytes);
  if (!pixels.encapsulated) {
    if (transferSyntax.encapsulated) throw new DicosError('FRAME_UNREADABLE', 'native pixels in an encapsulated file');
    return inShape(shape, file, await nativeFrame(pixels, source, index, shape));
  }
  const { rows, columns } = shape;
  if (transferSyntax.pixels === 'rle') {
    const bytes = await fragmentsOf(file, source, index, maxBytes);
    if (shape.bits % 8 !== 0) throw new DicosError('CODEC_UNSUPPORTED', `RLE of ${shape.bits} bits`);
    const samples = rows * columns * shape.samplesPerPixel;
    return inShape(shape, file, decodeRle(bytes, samples, shape.bits / 8, shape.samplesPerPixel));
  }
  if (transferSyntax.pixels === 'jpeg-lossless' && shape.samplesPerPixel === 1 && shape.bits <= 16) {
    const decoded = decodeJpegLossless(await fragmentsOf(file, source, index, maxBytes), rows, columns);
    const wide = shape.bits === 8 ? Uint8Array.from(decoded) : Uint16Array.from(decoded);
    const samples = image.signed ? signedView(wide) : wide;
    return { rows, columns, samplesPerPixel: 1, samples };
  }
  throw new DicosError('CODEC_UNSUPPORTED', `no decoder here for ${transferSyntax.uid} as it is used`);
}

/**
 * Read a frame as `readFrame` does, and of native pixels that were cut short what is there of it.
 *
 * @throws DicosError as `readFrame` does; FRAME_UNREADABLE when not one sample of the frame is there
 */
export async function readFramePart(
  file: DicosFile,
  source: ByteSource,
  index: number,
  maxBytes: number = MOST_FRAME_BYTES,
): Promise<PartialFrame> {
  const { pixels, transferSyntax, image } = file;
  const native = pixels && !pixels.encapsulated && !transferSyntax.encapsulated;
  if (!native || image.frames === undefined || !(index >= 0 && index < image.frames)) {
    return { ...(await readFrame(file, source, index, maxBytes)), missing: 0 };
  }
  const shape = shapeOf(file, maxBytes);
  const there = Math.min(shape.bytes, pixels.length - index * shape.bytes);
  if (there === shape.bytes) return { ...(await readFrame(file, source, index, maxBytes)), missing: 0 };
  // Half a sample is none.
  const width = shape.bits / 8;
  const count = Math.floor(there / width);
  if (!(count > 0)) throw new DicosError('FRAME_UNREADABLE', `nothing of frame ${index} is there`);
  const bytes = await readExactly(source, pixels.offset + index * shape.bytes, count * width);
  return { ...inShape(shape, file, bytes), missing: Math.round(shape.bytes / width) - count };
}

function shapeOf({ image }: DicosFile, maxBytes: number): Shape {
  const { rows, columns, samplesPerPixel, bitsAllocated: bits } = image;
  const bytes = frameBytes(image);
  if (rows === undefined || columns === undefined || bits === undefined || bytes === undefined) {
    throw new DicosError('FRAME_UNREADABLE', 'rows, columns or bits are missing');
  }
  if (bytes > maxBytes) throw new DicosError('FRAME_TOO_LARGE', `a frame of ${bytes} bytes; ${maxBytes} are allowed`);
  return { rows, columns, samplesPerPixel, bits, bytes };
}

async function nativeFrame(pixels: PixelPlace, source: ByteSource, index: number, shape: Shape): Promise<Uint8Array> {
  const start = index * shape.bytes;
  if (start + shape.bytes > pixels.length) {
    throw new DicosError('FRAME_UNREADABLE', `frame ${index} is not all there`);
  }
  return await readExactly(source, pixels.offset + start, shape.bytes);
}

async function fragmentsOf(file: DicosFile, source: ByteSource, index: number, maxBytes: number): Promise<Uint8Array> {
  const group = groupFragments(file)?.[index];
  if (!group) throw new DicosError('FRAME_UNREADABLE', 'fragments and frames do not agree');
  const total = group.reduce((sum, { length }) => sum + length, 0);
  if (total > maxBytes) throw new DicosError('FRAME_TOO_LARGE', `a frame of ${total} compressed bytes`);
  const parts: Uint8Array[] = [];
  for (const { offset, length } of group) parts.push(await readExactly(source, offset, length));
  return concatenate(parts);
}

function inShape(shape: Shape, file: DicosFile, bytes: Uint8Array): Frame {
  const tag = file.pixels?.tag ?? 0;
  const samples = samplesOf(bytes, tag, shape.bits, file.image.signed);
  if (!samples) throw new DicosError('CODEC_UNSUPPORTED', `samples of ${shape.bits} bits`);
  return { rows: shape.rows, columns: shape.columns, samplesPerPixel: shape.samplesPerPixel, samples };
}

function signedView(samples: Uint8Array | Uint16Array): Int8Array | Int16Array {
  return samples instanceof Uint8Array ? new Int8Array(samples.buffer) : new Int16Array(samples.buffer);
}
