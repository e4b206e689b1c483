import {
  bytes,
  decodeCbor,
  encodeCbor,
  list,
  oneOf,
  record,
  type ScanStatement,
  type Shaped,
  text,
  uint,
} from '@garita/trust';
import { refusingAs } from './exchange-error.ts';
import { LARGEST_MEMBER } from './ustar.ts';

/** Names of a bundle's members, in the only order they may have. */
export const MANIFEST = 'manifest.cbor';
export const HEAD_MEMBERS = [
  MANIFEST,
  'agreement.cbor',
  'sender/root.der',
  'sender/descriptor.cose',
  'sender/trust-list.cose',
  'sender/admitted.cbor',
  'sender/admitted.tlog-proof',
  'sender/share.cbor',
  'sender/share.tlog-proof',
  'statement.cose',
  'recipient/root.der',
  'recipient/descriptor.cose',
  'recipient/receipt.cbor',
] as const;
/** All three or none, after the objects. */
export const DECISION_MEMBERS = ['decision.cose', 'sender/decision.cbor', 'sender/decision.tlog-proof'] as const;
export type DocumentName = (typeof HEAD_MEMBERS)[number] | (typeof DECISION_MEMBERS)[number];

/** A trust list is the longest document of a bundle. Longer ones are not read. */
export const LARGEST_DOCUMENT = 1_048_576;

function objectMember(index: number, role: string): string {
  return `objects/${index}-${role}`;
}

/** Names of the objects' members. */
export function objectMembers(statement: ScanStatement): string[] {
  return statement.objects.map(({ role }, index) => objectMember(index, role));
}

const manifestShape = record({
  v: oneOf(1),
  /** Statement hash. */
  statement: bytes(32),
  /** Every other member, in order. */
  members: list(record({ name: text(100), size: uint(LARGEST_MEMBER), sha256: bytes(32) }), 64),
});

/** What a bundle says it holds. It is signed by nobody: it tells an altered member from a forged one, no more. */
export type Manifest = Shaped<typeof manifestShape>;

export function makeManifest(manifest: Manifest): Uint8Array {
  return encodeCbor({ ...manifest });
}

/** Throws `BUNDLE_MANIFEST_MALFORMED`. */
export function readManifest(input: Uint8Array): Manifest {
  return refusingAs('BUNDLE_MANIFEST_MALFORMED', () =>
    manifestShape(decodeCbor(input, { maxBytes: LARGEST_DOCUMENT }), ''),
  );
}
