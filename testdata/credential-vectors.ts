// The vectors of an approval credential and the status list that it is asked in.
import { hasher, trustCrypto } from '@garita/node-crypto';
import {
  type ApprovalCredential,
  counterSign,
  type Es256Signer,
  encodeApprovalCredential,
  encodeStatusList,
  makeApprovalCredential,
  makeStatusList,
  openCose,
  STATUS_LIST_MAX_BYTES,
  type StatusList,
  toHex,
} from '@garita/trust';
import { readable, VECTOR_NOTE } from './vector-document.ts';

const DAY_MS = 86_400_000;
const sha256 = (text: string) => hasher.sha256(new TextEncoder().encode(text));
/** 131,072 places, of which 4711 is set. As it came from one GZIP: another writes other bytes for the same bits. */
const ENCODED = 'uH4sIAAAAAAAAA-3OAQkAAAgDsNu_tCUOImwJlkDHXAcAAAAAAAAAAAAAAAAAAAAeWw7YL30AQAAA';

/** `decision`: payload hash of the equipment decision that it follows from. */
export async function credentialVectors(
  at: number,
  decision: Uint8Array,
  signers: readonly [Es256Signer, Es256Signer],
): Promise<Readonly<Record<string, unknown>>> {
  const crypto = trustCrypto;
  const [signer, second] = signers;
  const both = (cose: Uint8Array) => counterSign(crypto, second, cose, STATUS_LIST_MAX_BYTES);
  const agency = { agency: 'mx', agencyName: { es: 'México (vectores)', en: 'Mexico (vectors)' } };
  const address = 'https://mx.example/status-lists/1';
  const credential: ApprovalCredential = {
    ...agency,
    id: 'portal-1-2',
    validFrom: at,
    validUntil: at + 365 * DAY_MS,
    configuration: 'portal-1',
    maker: 'Example maker',
    model: 'Portal',
    name: { es: 'Portal de camiones', en: 'Truck portal' },
    hardware: 'Revision C',
    software: [sha256('software of portal-1')],
    standard: 'sample-portal-2026',
    conceptOfOperations: { es: 'Un carril, dos operadores.', en: 'One lane, two operators.' },
    section: 'qualified',
    contexts: ['land-port-isolated'],
    conditions: [{ es: 'Sin acceso remoto del fabricante.', en: 'No remote access for the maker.' }],
    decision,
    record: sha256('evaluation record'),
    status: { list: address, suspension: 4711, revocation: 4712 },
    sample: true,
  };
  const statuses: StatusList = {
    ...agency,
    address,
    version: 2,
    validFrom: at,
    validUntil: at + 7 * DAY_MS,
    encodedList: ENCODED,
  };
  const sealedCredential = await both(await makeApprovalCredential(credential, { crypto, signer }));
  const sealedList = await both(await makeStatusList(statuses, { crypto, signer }));
  return {
    'approval-credential.json': jsonVector(encodeApprovalCredential(credential), sealedCredential),
    'status-list.json': { ...jsonVector(encodeStatusList(statuses), sealedList), set: [4711] },
  };
}

function jsonVector(payload: Uint8Array, cose: Uint8Array) {
  const opened = openCose(cose, cose.length, { countersigned: true, typ: true });
  const text = new TextDecoder().decode(payload);
  return {
    note: VECTOR_NOTE,
    payload: JSON.parse(text),
    payloadJson: text,
    protectedHeader: toHex(opened.protectedHeader),
    signature: toHex(opened.signature),
    countersignatures: readable(opened.countersignatures),
    cose: toHex(cose),
    hash: toHex(hasher.sha256(cose)),
    payloadHash: toHex(hasher.sha256(payload)),
  };
}
