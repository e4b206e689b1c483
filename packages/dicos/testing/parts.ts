import { attribute } from '../src/attribute.ts';
import { concatenate, encodeAttributes } from '../src/encode-attributes.ts';
import { SOP_CLASS } from '../src/sop-classes.ts';
import { TAG } from '../src/tag.ts';

/** A Part 10 file around any dataset bytes. */
export function filePart(transferSyntax: string, dataset: Uint8Array): Uint8Array {
  const meta = encodeAttributes([
    attribute(TAG.metaVersion, Uint8Array.of(0, 1)),
    attribute(TAG.metaSopClass, SOP_CLASS.dxForProcessing),
    attribute(TAG.metaSopInstance, '2.25.10001'),
    attribute(TAG.transferSyntax, transferSyntax),
  ]);
  const preamble = new Uint8Array(132);
  preamble.set([0x44, 0x49, 0x43, 0x4d], 128);
  return concatenate([preamble, encodeAttributes([attribute(TAG.metaLength, meta.length)]), meta, dataset]);
}

/** Bytes from a readable notation: hexadecimal, and text between quotes. */
export function bytesOf(notation: string): Uint8Array {
  const parts = notation.match(/'[^']*'|[\da-fA-F]{2}/g) ?? [];
  return Uint8Array.from(
    parts.flatMap((part) => {
      if (!part.startsWith("'")) return [Number.parseInt(part, 16)];
      return Array.from(part.slice(1, -1), (character) => character.charCodeAt(0));
    }),
  );
}

/** One after the other. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return concatenate(parts);
}

/** Where `pattern` first stands in `bytes`. */
export function indexOf(bytes: Uint8Array, pattern: Uint8Array): number {
  return Buffer.from(bytes).indexOf(Buffer.from(pattern));
}
