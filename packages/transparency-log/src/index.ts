export { type AddCheckpoint, formatAddCheckpoint, parseAddCheckpoint } from './add-checkpoint.ts';
export { decodeBase64, encodeBase64 } from './base64.ts';
export { type Checkpoint, formatCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts';
export { cosign } from './cosignature.ts';
export { decodeEntryBundle, encodeEntryBundle, MAX_ENTRY_BYTES } from './entry-bundle.ts';
export { Frontier, type Subtree } from './frontier.ts';
export { LOG_ERROR_CODES, LogError, type LogErrorCode } from './log-error.ts';
export {
  type ConsistencyClaim,
  type InclusionClaim,
  proveConsistency,
  proveInclusion,
  verifyConsistency,
  verifyInclusion,
} from './merkle-proof.ts';
export { emptyRoot, type Hasher, hashLeaf, hashNode, type ReadHash, rootAt, rootOf } from './merkle-tree.ts';
export { type CheckpointTrust, type Cosignature, type OpenedCheckpoint, openCheckpoint } from './open-checkpoint.ts';
export { type Ed25519Verify, type NoteTrust, openNote, type VerifiedSignature } from './open-note.ts';
export {
  addSignatures,
  type Ed25519Sign,
  type NoteSignature,
  type NoteSigner,
  parseNote,
  type SignedNote,
  signNote,
} from './signed-note.ts';
export { changedTiles, entriesPath, parseTilePath, TILE_WIDTH, type Tile, type TileName, tilePath } from './tile.ts';
export { readFromTiles } from './tile-reader.ts';
export { formatProof, parseProof, type TlogProof } from './tlog-proof.ts';
export { formatVerifierKey, makeVerifierKey, parseVerifierKey, type VerifierKey } from './verifier-key.ts';
export { type ProofTrust, type ProofVerdict, verifyProof } from './verify-proof.ts';
export { judgeAddCheckpoint, type WitnessedHead, type WitnessVerdict } from './witness.ts';
