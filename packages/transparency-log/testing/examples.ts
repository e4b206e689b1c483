import { readVectors } from './node-crypto.ts';

/** The examples of the C2SP specifications, verbatim. */
export const c2sp = readVectors<{
  'signed-note': { poem: string; vkey: string; note: string };
  'tlog-checkpoint': { note: string };
  'tlog-cosignature': { note: string; message: string };
  'tlog-witness': { request: string; response: string };
  'tlog-proof': { proof: string };
}>('c2sp-examples.json');

/** Notes of real logs and witnesses whose keys are public, and a published conversation with a witness. */
export const published = readVectors<{
  cosignedCheckpoint: { note: string; log: string; witness: string };
  goChecksumDatabase: { note: string; log: string; origin: string };
  witnessConversation: {
    origin: string;
    publicKeyHex: string;
    steps: { body: string; status: number; answer?: string }[];
  };
}>('published-notes.json');

/** The small log of Tessera's own tests: sizes 0 to 15. */
export const tessera = readVectors<{
  vkey: string;
  checkpoints: string[];
  tiles: Record<string, string>;
  bundles: Record<string, string>;
}>('tessera-log.json');
