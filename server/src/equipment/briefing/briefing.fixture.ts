// What is known of a made-up configuration, as its page would answer, for tests of the briefing.
import { createHash } from 'node:crypto';
import type { ConfigurationView, EquipmentDecisionBody, Kept, KeptRecord, RecordKind, RecordOf } from '@garita/api';
import { configurationView, evaluationRecord } from '@garita/api';
import { evaluate, type Submission } from '@garita/evaluation';
import {
  SAMPLE_APPROVALS,
  SAMPLE_ASSERTIONS,
  SAMPLE_MODELS,
  SAMPLE_STANDARDS,
  SAMPLE_SUPPLIERS,
} from '../../../../demo/src/equipment/sample-equipment.ts';
import { paperName, sampleFile } from '../../../../demo/src/equipment/sample-evidence.ts';
import type { BriefingGiven } from './pen.ts';

export const BRIEFED_AT = Date.UTC(2026, 10, 24, 15, 30);
const DAY_MS = 86_400_000;

export type SampleConfiguration =
  | 'cfg-truck-portal-a'
  | 'cfg-container-portal-x'
  | 'cfg-baggage-ct-c'
  | 'cfg-truck-portal-a2';

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

export const given: BriefingGiven = {
  agency: { id: 'mx', name: { es: 'Aduanas de muestra', en: 'Sample customs' } },
  url: 'https://mx.example:8443',
  at: BRIEFED_AT,
  officers: new Map([
    ['evaluator', 'Elena Ruiz (muestra)'],
    ['equipment-authority', 'Tomás Núñez (muestra)'],
    ['equipment-director', 'Inés Ávila (muestra)'],
  ]),
  siteName: () => ({ es: 'Puerta de Otay (muestra)', en: 'Otay gate (sample)' }),
  handedOut: [],
  issue: null,
};

/** `story`: the configuration was suspended and given trust again, as in the demonstration. */
export function sampleView(id: SampleConfiguration, { story = false, evaluated = true } = {}): ConfigurationView {
  const approval = SAMPLE_APPROVALS.mx[id];
  if (!approval) throw new Error(`there is no ${id}`);
  let logIndex = 100;
  const keep = <K extends RecordKind>(kind: K, name: string, body: RecordOf<K>, at = BRIEFED_AT - 60 * DAY_MS) =>
    ({
      kind,
      id: name,
      version: 1,
      hash: hashOf(`${kind} ${name}`),
      by: 'evaluator',
      at,
      logIndex: logIndex++,
      body,
    }) as unknown as Kept<K>;
  const model = SAMPLE_MODELS[approval.model] as RecordOf<'model'>;
  const standard = keep('standard', approval.standard, SAMPLE_STANDARDS[approval.standard]);
  const supplier = keep('supplier', model.maker, SAMPLE_SUPPLIERS[model.maker] as RecordOf<'supplier'>);
  const file = sampleFile(id, standard.body, approval.profile, BRIEFED_AT);
  const evidence = [...file.evidence].map(([name, body]) => {
    const paper = file.papers.get(name) ?? '';
    const document = {
      sha256: hashOf(paper),
      size: Buffer.byteLength(paper),
      mediaType: 'text/plain',
      name: paperName(name),
    };
    return keep('evidence', name, { ...body, document }, body.issuedAt);
  });
  const findings = [...file.findings].map(([name, body]) => keep('finding', name, body, body.at));
  const configuration = keep('configuration', id, {
    ...{ model: approval.model, name: approval.name, hardware: approval.hardware, standard: approval.standard },
    software: [{ name: 'Estación / workstation', version: approval.software, sha256: hashOf('software') }],
    conceptOfOperations: approval.conceptOfOperations,
    contexts: [...approval.contexts],
    ...{ parent: approval.parent ?? null, change: approval.change ?? null, sample: true },
  });
  const submission = {
    agency: 'mx',
    configuration,
    standard,
    evidence,
    findings,
    at: BRIEFED_AT - 6 * DAY_MS,
    by: 'evaluator',
  };
  const record = evaluationRecord.parse(evaluate(submission as unknown as Submission));
  const evaluation = { hash: hashOf(JSON.stringify(record)), logIndex: 180, record };
  const decisions = decisionsOf(id, story, evaluation.hash);
  const last = decisions.findLast(({ state }) => state === 'in-force');
  const listing = decisions.findLast(({ to }) => to === 'listed');
  const state = (last?.to ?? 'draft') as ConfigurationView['line']['state'];
  const isListed = state === 'listed';
  const view = {
    line: {
      ...{ configuration: id, name: approval.name, maker: supplier.body.name, makerId: model.maker, model: model.name },
      ...{ type: model.type, state, section: isListed ? (listing?.section ?? null) : null },
      standing: isListed ? 'approved' : state === 'refused' ? 'refused' : 'unknown',
      validUntil: isListed ? (listing?.validUntil ?? null) : null,
      ...{ standard: standard.id, standardTitle: standard.body.title, standardEndsAt: standard.body.endsAt },
      contexts: standard.body.contexts.filter((one) => approval.contexts.includes(one.id)).map(({ name }) => name),
      ...{ outcome: evaluated ? record.outcome : null, notAssessed: record.notAssessed, devices: 2, sites: 1 },
      ...{ parent: approval.parent ?? null, assertions: 1, since: last?.at ?? BRIEFED_AT - 60 * DAY_MS },
      reason: last ? { code: last.reason, words: last.words } : null,
      sample: true,
    },
    ...{ configuration, model: keep('model', approval.model, model), maker: supplier, standard },
    laboratories: [
      keep('laboratory', 'lab-sample', {
        name: 'Laboratorio de muestra',
        accreditation: 'ISO/IEC 17025 (muestra)',
        sample: true,
      }),
    ],
    ...{ evidence, findings },
    assertions: Object.entries(SAMPLE_ASSERTIONS)
      .filter(([, { about }]) => about.id === id || about.id === model.maker)
      .map(([name, body]) => keep('assertion', name, body)),
    devices: ['mx-otay-01', 'mx-otay-02'].map((name, at) =>
      keep('device', name, {
        ...{ serial: `A3-00${at + 1}`, configuration: id, operator: 'customs', site: 'otay', lane: `gate-${at + 1}` },
        ...{
          state: 'installed',
          installedAt: BRIEFED_AT - 400 * DAY_MS,
          replaceBy: null,
          replaceReason: null,
          sample: true,
        },
      }),
    ),
    evaluations: evaluated ? [evaluation] : [],
    decisions,
    children: [],
    credential:
      isListed && listing?.validFrom && listing.validUntil
        ? {
            ...{
              hash: hashOf('credential'),
              validFrom: listing.validFrom,
              validUntil: listing.validUntil,
              logIndex: 212,
            },
            signers: ['equipment-authority', 'equipment-director'],
          }
        : null,
    onTrustList: isListed ? { version: 7, status: 'approved', approvedUntil: listing?.validUntil ?? null } : null,
  };
  return configurationView.parse(view);
}

interface Step {
  readonly to: string;
  readonly reason: string;
  readonly days: number;
  readonly es?: string;
  readonly en?: string;
  readonly compromised?: boolean;
}

const TESTED: readonly Step[] = [
  { to: 'submitted', reason: 'SUBMISSION_COMPLETE', days: 58 },
  { to: 'accepted-for-test', reason: 'ACCEPTED_FOR_TEST', days: 55 },
  { to: 'lab-certification', reason: 'TESTING_BEGINS', days: 50 },
];
const STAGES: readonly Step[] = ['data-package-review', 'integration-test', 'operational-test'].map((to, at) => ({
  ...{ to, reason: 'STAGE_PASSED', days: 30 - 5 * at },
  ...{
    es: 'Los resultados cumplen lo que pide esta etapa (muestra).',
    en: 'The results meet what this stage asks (sample).',
  },
}));
const SUSPENDED: readonly Step[] = [
  {
    ...{ to: 'suspended', reason: 'UNDER_INQUIRY', days: 3, compromised: true },
    es: 'Un carril envió a una dirección que no reconocemos; se investiga (muestra).',
    en: 'A lane sent to an address that we do not know; it is being looked into (sample).',
  },
  {
    ...{ to: 'listed', reason: 'SUSPENSION_UNFOUNDED', days: 1 },
    es: 'Era el servidor de hora de la agencia, mal anotado (muestra).',
    en: 'It was the agency’s time server, wrongly noted (sample).',
  },
];

function decisionsOf(id: SampleConfiguration, story: boolean, record: string): EquipmentDecisionBody[] {
  const end = SAMPLE_APPROVALS.mx[id]?.end;
  const last: Step[] =
    end?.state === 'refused'
      ? [{ to: 'refused', reason: end.reason, days: 5, es: end.es, en: end.en }]
      : end?.state === 'listed'
        ? [
            {
              to: 'listed',
              reason: end.section === 'qualified' ? 'REQUIREMENTS_MET' : 'REQUIREMENTS_MET_CONDITIONALLY',
              days: 5,
              es: 'Cumple la norma de muestra.',
              en: 'It meets the sample standard.',
            },
          ]
        : [];
  const steps = [...TESTED, ...(last.length > 0 ? STAGES : []), ...last, ...(story ? SUSPENDED : [])];
  return steps.map(({ compromised, days, en = '', es = '', reason, to }, at) => {
    const when = BRIEFED_AT - days * DAY_MS;
    const grants = to === 'listed' && end?.state === 'listed';
    const people = grants || to === 'refused' ? ['equipment-authority', 'equipment-director'] : ['equipment-authority'];
    return {
      ...{ hash: hashOf(`decision ${at}`), subject: { kind: 'configuration', id }, seq: at + 1 },
      ...{ from: steps[at - 1]?.to ?? 'draft', to, section: grants ? end.section : null, reason, words: { es, en } },
      ...{ record: grants ? record : null, evidence: [], conditions: grants ? [...(end.conditions ?? [])] : [] },
      ...{ contexts: grants ? [...(SAMPLE_APPROVALS.mx[id]?.contexts ?? [])] : [], validFrom: grants ? when : null },
      ...{
        validUntil: grants ? BRIEFED_AT + end.days * DAY_MS : null,
        compromisedSince: compromised ? when - DAY_MS : null,
      },
      ...{
        by: 'equipment-authority',
        at: when,
        needed: people.length,
        state: 'in-force',
        inForceAt: when,
        logIndex: 190 + at,
      },
      signers: people.map((officer) => ({ officer, name: given.officers.get(officer) ?? '', at: when })),
    };
  });
}

/** Of one kind, without asking. */
export const bodies = <K extends RecordKind>(kind: K, records: readonly KeptRecord[]): RecordOf<K>[] =>
  records.flatMap((record) => (record.kind === kind ? [record.body as RecordOf<K>] : []));
