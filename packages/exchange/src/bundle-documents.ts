import { type LogRecords, type Opening, type PrivateKind, readRecord, TrustError } from '@garita/trust';
import type { DocumentName } from './bundle-members.ts';
import type { BundleProblemCode } from './bundle-report.ts';
import { ExchangeError } from './exchange-error.ts';
import { readOpening } from './opening-bytes.ts';
import { readReceipt, type ShareReceipt } from './share-receipt.ts';

/** Notes a problem of a member. */
export type Note = (member: string, code: BundleProblemCode, detail: string) => void;

/** A bundle's documents, opened as far as they can be. */
export interface OpenedDocuments {
  bytes(name: DocumentName): Uint8Array | undefined;
  opening<K extends PrivateKind>(name: DocumentName, kind: K): { opening: Opening; record: LogRecords[K] } | undefined;
  text(name: DocumentName): string | undefined;
  readonly admitted: { readonly opening: Opening; readonly record: LogRecords['scan-admitted'] } | undefined;
  readonly share: { readonly opening: Opening; readonly record: LogRecords['share'] } | undefined;
  readonly receipt: ShareReceipt | undefined;
  readonly received: LogRecords['received'] | undefined;
}

/** What cannot be opened is noted and missing. */
export function openDocuments(documents: ReadonlyMap<string, Uint8Array>, note: Note): OpenedDocuments {
  const bytes = (name: DocumentName) => documents.get(name);
  const parse = <T>(name: DocumentName, read: (bytes: Uint8Array) => T): T | undefined => {
    const found = bytes(name);
    try {
      return found && read(found);
    } catch (error) {
      note(name, ...problemOf(error));
      return undefined;
    }
  };
  const recordIn = <K extends PrivateKind>(record: Uint8Array, kind: K): LogRecords[K] => {
    const event = readRecord(record);
    if (event.kind !== kind) throw new TrustError('LOG_ENTRY_MALFORMED', `a ${event.kind} record, not ${kind}`);
    return event as LogRecords[K];
  };
  const opening = <K extends PrivateKind>(name: DocumentName, kind: K) =>
    parse(name, (found) => {
      const opened = readOpening(found);
      return { opening: opened, record: recordIn(opened.record, kind) };
    });
  const receipt = parse('recipient/receipt.cbor', readReceipt);
  return {
    bytes,
    opening,
    text: (name) => parse(name, utf8),
    admitted: opening('sender/admitted.cbor', 'scan-admitted'),
    share: opening('sender/share.cbor', 'share'),
    receipt,
    received: receipt && parse('recipient/receipt.cbor', () => recordIn(receipt.received.record, 'received')),
  };
}

/** What our readers refuse is an answer; anything else is an accident and goes on. */
export function problemOf(error: unknown): [BundleProblemCode, string] {
  if (error instanceof ExchangeError) return [error.code, error.message];
  if (error instanceof TrustError) return ['BUNDLE_DOCUMENT_INVALID', `${error.code}: ${error.message}`];
  throw error;
}

/** Text whose bytes are the only ones that say it. */
function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new TrustError('CBOR_MALFORMED', 'not UTF-8', { cause: error });
  }
}
