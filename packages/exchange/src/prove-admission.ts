import {
  commit,
  type Reason,
  readTrustList,
  type ScanStatement,
  type TrustCrypto,
  type TrustList,
  toHex,
  verifyScan,
} from '@garita/trust';
import { checkAdmitted, recordOf } from './check-records.ts';
import { isFuture, verifyEntry } from './logged.ts';
import type { StepFacts, StepResult } from './proof-step.ts';
import { type Against, stepOf, unchecked } from './step-results.ts';
import type { ProofGround } from './verify-proof.ts';

type Name = 'trust-list' | 'statement' | 'equipment' | 'objects' | 'admitted-in-log' | 'witnessed';
export type AdmissionSteps = { readonly [N in Name]: StepResult<StepFacts[N]> };

/** Codes of `verifyScan` by the step they speak against; everything else is about the statement itself. */
const EQUIPMENT = /^(TRUST_LIST|DEVICE|CONFIGURATION)_/;
const OBJECTS = /^OBJECT_/;

/** From the signed statement to the entry in the sender's log. */
export async function admissionSteps(crypto: TrustCrypto, ground: ProofGround): Promise<AdmissionSteps> {
  const { parts, trust, sender } = ground;
  if (!sender) {
    const result = unchecked('the sender’s descriptor');
    const held = trust.objects ? result : ({ ok: 'not-yet' } as const);
    return {
      'trust-list': result,
      statement: result,
      equipment: result,
      objects: held,
      'admitted-in-log': result,
      witnessed: result,
    };
  }
  const admitted = recordOf(parts.admitted, 'scan-admitted', () => undefined);
  // Validity is judged when the sender admitted it: what expired since was good then.
  const at = admitted?.at ?? trust.at;
  let list: TrustList | undefined;
  const trustList = await stepOf(async () => {
    list = await readTrustList(crypto, parts.sender.trustList, sender, { at });
    const { version, issuedAt, expiresAt } = list;
    return { version, issuedAt, expiresAt };
  });
  const presented = { statement: parts.statement, objects: trust.objects ?? [] };
  const verdict = await verifyScan(crypto, presented, { at, descriptor: sender, trustList: list, chain: undefined });
  const statement = verdict.outcome === 'admitted' ? verdict.scan.statement : verdict.statement;
  const reasons = verdict.outcome === 'admitted' ? [] : verdict.reasons;
  return {
    'trust-list': trustList,
    statement: await stepOf(async (against) => {
      const name = toHex(crypto.hasher.sha256(parts.statement));
      if (name !== parts.scan) against('PROOF_MISMATCH', `it is of scan ${name}`);
      noteAll(
        reasons.filter(({ code }) => !EQUIPMENT.test(code) && !OBJECTS.test(code)),
        against,
      );
      return statement && stated(statement);
    }),
    equipment: list
      ? await stepOf(async (against) => {
          noteAll(
            reasons.filter(({ code }) => EQUIPMENT.test(code)),
            against,
          );
          return statement && equipment(statement, list as TrustList);
        })
      : unchecked('the trust list'),
    objects: await objectsStep(ground, reasons, statement),
    ...(await loggedSteps(crypto, ground, statement)),
  };
}

function stated(statement: ScanStatement): StepFacts['statement'] {
  const { scanId, device, site, lane, capturedAt, clock, keyProtection, sample, objects } = statement;
  const bytes = objects.reduce((total, { size }) => total + size, 0);
  return { scanId, device, site, lane, capturedAt, clock, keyProtection, sample, objects: objects.length, bytes };
}

function equipment(statement: ScanStatement, list: TrustList): StepFacts['equipment'] | undefined {
  const device = list.devices.find(({ id }) => id === statement.device);
  const listed = list.configurations.find(({ id }) => id === statement.configuration);
  if (!device || !listed) return undefined;
  const { id: configuration, name, maker, model, status, approvedUntil } = listed;
  return { device: device.id, serial: device.serial, configuration, name, maker, model, status, approvedUntil };
}

async function objectsStep(
  { trust }: ProofGround,
  reasons: readonly Reason[],
  statement: ScanStatement | undefined,
): Promise<StepResult<StepFacts['objects']>> {
  if (!trust.objects) return { ok: 'not-yet' };
  if (!statement) return unchecked('the statement');
  return stepOf(async (against) => {
    const wrong = reasons.filter(({ code }) => OBJECTS.test(code));
    noteAll(
      wrong.filter(({ code }) => code !== 'OBJECT_MISSING'),
      against,
    );
    if (wrong.length > 0) return undefined;
    return { objects: statement.objects.length, bytes: stated(statement).bytes };
  });
}

async function loggedSteps(
  crypto: TrustCrypto,
  { parts, trust, sender, recipient }: ProofGround,
  statement: ScanStatement | undefined,
): Promise<Pick<AdmissionSteps, 'admitted-in-log' | 'witnessed'>> {
  const { admitted } = parts;
  let witnessed: StepResult<StepFacts['witnessed']> = { ok: 'not-yet' };
  const result = await stepOf(async (against) => {
    const record = recordOf(admitted, 'scan-admitted', (detail) => against('ADMISSION_MISMATCH', detail));
    const subject = crypto.hasher.sha256(parts.statement);
    const push = { trustList: crypto.hasher.sha256(parts.sender.trustList) };
    const checked = statement && { scan: subject, statement };
    if (record) {
      checkAdmitted(record, push, subject, checked, against);
      if (isFuture(record.at, trust.at)) against('TIME_IMPLAUSIBLE', 'the admission is recorded in the future');
    }
    if (!sender || admitted.proof === null) return undefined;
    const entry = commit(crypto.hasher, 'scan-admitted', admitted);
    // Whose descriptor does not hold, his line cannot be told from a stranger's.
    const known = { witness: recipient?.witness, lenient: parts.recipient !== null && !recipient };
    const proof = await verifyEntry(crypto, { entry, proof: admitted.proof, descriptor: sender, ...known });
    if (!proof.ok) return against(proof.code, proof.detail);
    const { index, size, cosignedAt } = proof;
    if (index !== admitted.index) against('PROOF_MISMATCH', `it stands at ${index}`);
    if (!record) return undefined;
    if (recipient && cosignedAt !== undefined) {
      if (isFuture(record.at, cosignedAt * 1000))
        against('TIME_IMPLAUSIBLE', 'the witness saw it before it was recorded');
      witnessed = { ok: true, facts: { by: recipient.agency, size, cosignedAt: cosignedAt * 1000 } };
    }
    return { origin: sender.log.origin, index, size, recordedAt: record.at };
  });
  if (result.ok === false) witnessed = unchecked('the entry in the log');
  else if (parts.recipient && !recipient) witnessed = unchecked('the witness’s descriptor');
  return { 'admitted-in-log': result, witnessed };
}

function noteAll(reasons: readonly Reason[], against: Against): void {
  for (const { code, detail, object } of reasons)
    against(code, object === undefined ? detail : `object ${object}: ${detail}`);
}
