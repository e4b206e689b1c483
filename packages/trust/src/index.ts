export {
  ACKNOWLEDGEMENT_MAX_BYTES,
  type Acknowledgement,
  encodeAcknowledgement,
  readAcknowledgement,
  type ScanRecord,
  verifyAcknowledgement,
} from './acknowledgement.ts';
export { applySuspensions } from './apply-suspensions.ts';
export {
  APPROVAL_CREDENTIAL_MAX_BYTES,
  type ApprovalCredential,
  configurationUrn,
  credentialUrn,
  encodeApprovalCredential,
  makeApprovalCredential,
  readApprovalCredential,
  type VerifiedApprovalCredential,
  verifyApprovalCredential,
} from './approval-credential.ts';
export { fromHex, sameBytes, toHex } from './bytes.ts';
export { type CborLimits, type CborValue, decodeCbor, encodeCbor } from './cbor.ts';
export { CERTIFICATE_MAX_BYTES, type Certificate, type ExtendedUsage, readCertificate } from './certificates.ts';
export {
  type CoseAllowance,
  type CoseClaims,
  type CoseSigner,
  type CoseToSeal,
  type Countersignature,
  keyId,
  MAX_COUNTERSIGNATURES,
  type OpenedCose,
  openCose,
  sealCose,
  verifyCose,
} from './cose.ts';
export { counterSign, officersBehind } from './countersign.ts';
export { CREDENTIAL_CONTENT_TYPE, CREDENTIAL_TYP, type InBothLanguages } from './credential-parts.ts';
export { type CredentialState, type CredentialVerdict, credentialVerdict } from './credential-verdict.ts';
export type { Es256Sign, Es256Signer, Es256Verify, TrustCrypto } from './crypto.ts';
export {
  DECISION_CONTENT_TYPE,
  DECISION_MAX_BYTES,
  type Decision,
  MAX_CORNERS,
  MAX_ENHANCEMENTS,
  MAX_MARKS,
  type Mark,
  makeDecision,
  readDecision,
  type VerifiedDecision,
  verifyDecision,
} from './decision.ts';
export {
  type AgencyDescriptor,
  DESCRIPTOR_CONTENT_TYPE,
  DESCRIPTOR_MAX_BYTES,
  type DescriptorMaking,
  type DescriptorPayload,
  type DescriptorTrust,
  makeDescriptor,
  type Officer,
  ROLES,
  type Role,
  readDescriptor,
} from './descriptor.ts';
export { chainReasons, type DeviceChain } from './device-chain.ts';
export { type DecisionGround, type DecisionWords, draftEquipmentDecision } from './draft-decision.ts';
export {
  EQUIPMENT_DECISION_CONTENT_TYPE,
  EQUIPMENT_DECISION_MAX_BYTES,
  type EquipmentDecision,
  encodeEquipmentDecision,
  makeEquipmentDecision,
  readEquipmentDecision,
  takesTrustAway,
  type VerifiedEquipmentDecision,
  verifyEquipmentDecision,
} from './equipment-decision.ts';
export { equipmentReasons } from './equipment-reasons.ts';
export { hasLowS, toLowS } from './es256-signature.ts';
export {
  type Issuer,
  type Issuing,
  type IssuingBelow,
  issueCa,
  issueDevice,
  issueNode,
  issueRoot,
  makeCertificateRequest,
  readCertificateRequest,
} from './issue-certificates.ts';
export { decodeJson, encodeJson, type JsonValue } from './json.ts';
export {
  commit,
  encodeRecord,
  type LogEntry,
  type LogRecord,
  type LogRecords,
  MAX_RECORD_BYTES,
  type Opening,
  openEntry,
  opening,
  PRIVATE_KINDS,
  type PrivateKind,
  PUBLIC_KINDS,
  type PublicKind,
  publicEntry,
  readEntry,
  readRecord,
} from './log-entry.ts';
export { officerNamed, officerWithKey } from './officer.ts';
export {
  type OfficerDocument,
  type OfficerDocumentKind,
  type OfficerDocumentProblem,
  type OfficerSigned,
  officerDocument,
} from './officer-document.ts';
export {
  MAX_FINDS,
  makeOutcome,
  OUTCOME_CONTENT_TYPE,
  OUTCOME_MAX_BYTES,
  type Outcome,
  readOutcome,
  type VerifiedOutcome,
  verifyOutcome,
} from './outcome.ts';
export {
  agencyId,
  bool,
  bytes,
  bytesUpTo,
  identifier,
  list,
  matching,
  nullable,
  oneOf,
  prose,
  readDocument,
  record,
  type Shape,
  type Shaped,
  text,
  time,
  uint,
} from './shape.ts';
export { type DocumentToSign, demandKind, signDocument } from './sign-document.ts';
export {
  agencyUrn,
  CHUNK_SIZE,
  chunkRootOf,
  deviceUrn,
  MAX_OBJECTS,
  makeStatement,
  type OpenedStatement,
  openStatement,
  readStatement,
  type ScanStatement,
  STATEMENT_CONTENT_TYPE,
  STATEMENT_MAX_BYTES,
  type StatementMaking,
  type StatementObject,
  statementHash,
} from './statement.ts';
export { FEWEST_STATUS_BITS, isBitSet, MOST_STATUS_BITS, packBits, statusBits, unpackBits } from './status-bits.ts';
export {
  encodeStatusList,
  makeStatusList,
  readStatusList,
  STATUS_LIST_MAX_BYTES,
  type StatusList,
  type VerifiedStatusList,
  verifyStatusList,
} from './status-list.ts';
export { refusingAs, TRUST_ERROR_CODES, TrustError, type TrustErrorCode } from './trust-error.ts';
export {
  encodeTrustList,
  type ListedConfiguration,
  type ListedDevice,
  MAX_ANSWERS,
  makeTrustList,
  type Notice,
  openTrustList,
  readTrustList,
  TRUST_LIST_CONTENT_TYPE,
  TRUST_LIST_MAX_BYTES,
  type TrustList,
  type TrustListPayload,
} from './trust-list.ts';
export {
  advancesChain,
  type ObservedObject,
  REFUSAL_CODES,
  type Reason,
  type RefusalCode,
  type Verdict,
  type VerifiedScan,
} from './verdict.ts';
export {
  type CertificateUse,
  CHAIN_CODES,
  type ChainCode,
  type ChainProblem,
  type ChainVerdict,
  verifyChain,
} from './verify-chain.ts';
export { type PresentedScan, type TrustContext, verifyScan } from './verify-scan.ts';
export { type AtLeast, CLOCK_SKEW_MS } from './versioned.ts';
