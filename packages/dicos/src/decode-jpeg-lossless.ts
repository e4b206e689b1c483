import { Decoder } from 'jpeg-lossless-decoder-js';
import { DicosError } from './dicos-error.ts';
import { readJpegHeader } from './jpeg-header.ts';

/**
 * One frame of JPEG lossless (ITU-T T.81 annex H, DICOM …1.2.4.57 and .70), of one component.
 *
 * @returns samples of up to 16 bits, row after row
 * @throws DicosError FRAME_UNREADABLE when it is not such a JPEG, not of this size, or ends before its last sample
 */
export function decodeJpegLossless(bytes: Uint8Array, rows: number, columns: number): Uint8Array | Uint16Array {
  const header = readJpegHeader(bytes);
  if (!header) throw unreadable('the JPEG header is broken');
  if (header.process !== 'lossless' || header.precision < 2 || header.precision > 16) {
    throw unreadable('not a lossless JPEG of 2 to 16 bits');
  }
  if (header.components !== 1 || header.rows !== rows || header.columns !== columns) {
    const size = `${header.rows} x ${header.columns}, ${header.components} components`;
    throw unreadable(`the JPEG has ${size}; the image is ${rows} x ${columns}`);
  }
  const decoder = new Decoder();
  const samples = decode(decoder, bytes);
  // The decoder reads zeros past the end and stops at a stray marker, both in silence.
  const stream = decoder.stream;
  if (!samples || !stream || decoder.yLoc < rows || stream.index > stream.buffer.length) {
    throw unreadable('the JPEG ends before its last sample');
  }
  return samples;
}

function decode(decoder: Decoder, bytes: Uint8Array): Uint8Array | Uint16Array | null {
  try {
    return decoder.decode(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
  } catch (cause) {
    throw new DicosError('FRAME_UNREADABLE', 'the JPEG cannot be decoded', { cause });
  }
}

function unreadable(why: string): DicosError {
  return new DicosError('FRAME_UNREADABLE', why);
}
