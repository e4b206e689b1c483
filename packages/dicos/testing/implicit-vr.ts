import type { Attributes } from '../src/attribute.ts';
import { concatenate, encodeAttributes } from '../src/encode-attributes.ts';
import { TRANSFER_SYNTAX } from '../src/transfer-syntaxes.ts';
import type { DicosInstance } from '../src/write-dicos.ts';
import { filePart } from './parts.ts';

/** The instance in implicit VR little endian, sequences of undefined length: the other half of what must be read. */
export function implicitFile(instance: DicosInstance): Uint8Array {
  const pixels = new Uint8Array(instance.pixels?.buffer ?? new ArrayBuffer(0));
  const body = [implicit(instance.attributes)];
  if (instance.pixels) body.push(header(0x7fe00010, pixels.length), pixels);
  return filePart(TRANSFER_SYNTAX.implicitLittleEndian, concatenate(body));
}

function implicit(attributes: Attributes): Uint8Array {
  const parts = attributes
    .toSorted((one, other) => one.tag - other.tag)
    .map((one) => {
      if ('items' in one) {
        const items = one.items.map((item) =>
          concatenate([header(0xfffee000, 0xffffffff), implicit(item), header(0xfffee00d, 0)]),
        );
        return concatenate([header(one.tag, 0xffffffff), ...items, header(0xfffee0dd, 0)]);
      }
      // The value is what follows the explicit header: 12 bytes for the long VRs, 8 for the others.
      const explicit = encodeAttributes([one]);
      const value = explicit.subarray(one.vr === 'OB' || one.vr === 'OW' || one.vr === 'UT' ? 12 : 8);
      return concatenate([header(one.tag, value.length), value]);
    });
  return concatenate(parts);
}

function header(tag: number, length: number): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, tag >>> 16, true);
  view.setUint16(2, tag & 0xffff, true);
  view.setUint32(4, length, true);
  return bytes;
}
