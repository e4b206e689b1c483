import {
  configurationView,
  type DecisionSubject,
  equipmentDecisionList,
  equipmentRegister,
  nextDecision,
  signedAnswer,
} from '@garita/api';
import { publicEntry } from '@garita/trust';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { DAY_MS } from '../../../testdata/world.ts';
import type { LogTables } from '../log/log-table.ts';
import {
  AUTHORITY,
  DIRECTOR,
  type EquipmentHouse,
  EVALUATOR,
  openEquipmentHouse,
  type StepChange,
} from './equipment-house.fixture.ts';
import type { KeptDecision } from './kept-decision.ts';
import type { RecordTables } from './record-table.ts';
import { samples } from './sample-records.fixture.ts';

let house: EquipmentHouse;
// A configuration and a device of its own for each test.
let number = 0;
let subject: DecisionSubject;
let device: DecisionSubject;
beforeAll(async () => {
  house = await openEquipmentHouse();
});
beforeEach(async () => {
  number += 1;
  subject = { kind: 'configuration', id: `cfg-${number}` };
  device = { kind: 'device', id: `xr-${number}` };
  await house.describe(subject.id);
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => house.close());

const TESTED = [
  'submitted',
  'accepted-for-test',
  'lab-certification',
  'data-package-review',
  'integration-test',
  'operational-test',
];

async function bring(to: string) {
  for (const step of TESTED.slice(0, TESTED.indexOf(to) + 1)) {
    const answer = await house.take(subject, step, { signers: [EVALUATOR] });
    expect([step, answer.json().state]).toEqual([step, 'in-force']);
  }
}

async function list(change: StepChange = {}) {
  await bring('operational-test');
  expect((await house.evaluate(subject.id)).statusCode).toBe(201);
  const answer = await house.take(subject, 'listed', change);
  expect(answer.json()).toMatchObject({ state: 'in-force', signers: [AUTHORITY, DIRECTOR] });
}

const codeOf = async (answer: Promise<{ json(): { error?: { code: string } } }>) => (await answer).json().error?.code;
const line = async () => {
  const { lines } = equipmentRegister.parse((await house.get('')).json());
  return lines.find(({ configuration }) => configuration === subject.id);
};

describe('from submission to a listing', () => {
  test('two authorities decide on what was evaluated, and every step is in the log', async () => {
    await bring('operational-test');
    const evaluated = (await house.evaluate(subject.id)).json();
    expect(evaluated.record).toMatchObject({
      outcome: 'pass',
      notAssessed: 0,
      by: EVALUATOR,
      configuration: subject.id,
    });
    const bytes = (await house.get(`/evaluations/${evaluated.hash}`)).rawPayload;
    expect(JSON.parse(bytes.toString())).toEqual(evaluated.record);

    const next = nextDecision.parse(await house.next(subject));
    const open = next.steps.find(({ to }) => to === 'listed');
    expect(next).toMatchObject({ seq: 7, from: 'operational-test', record: evaluated.hash, contexts: ['port'] });
    expect(open).toMatchObject({ needed: 2, against: [] });

    const proposed = await house.signed(subject, 'listed', { signers: [AUTHORITY] });
    const first = await house.propose(proposed);
    expect([first.statusCode, signedAnswer.parse(first.json())]).toMatchObject([202, { state: 'waiting', needed: 2 }]);
    expect((await line())?.state).toBe('operational-test');
    const size = house.log.state().size;
    const both = await house.countersign(proposed, DIRECTOR);
    const last = await house.room.decisions.sign(first.json().id, { cose: both, person: DIRECTOR });
    expect(last).toMatchObject({ state: 'in-force', signers: [AUTHORITY, DIRECTOR], logIndex: size });

    expect(await line()).toMatchObject({ state: 'listed', section: 'qualified', standing: 'unknown', outcome: 'pass' });
    const entries = await house.database.tables<LogTables>().selectFrom('log_entries').selectAll().execute();
    const decisions = equipmentDecisionList.parse(
      (await house.get(`/decisions?kind=configuration&id=${subject.id}`)).json(),
    );
    expect(decisions.decisions.map(({ to }) => to)).toEqual([...TESTED, 'listed']);
    for (const { hash, logIndex } of decisions.decisions)
      expect(entries[logIndex ?? -1]?.entry).toEqual(publicEntry('equipment-decision', Buffer.from(hash, 'hex')));
    const one = await house.get(`/decisions/${last.id}`, 'official', { accept: 'application/cose' });
    expect(one.rawPayload).toEqual(Buffer.from(both));
    const view = configurationView.parse((await house.get(`/configurations/${subject.id}`, 'official')).json());
    expect(view).toMatchObject({ credential: null, onTrustList: null, maker: { id: 'maker-a' } });
    expect([view.evidence.length, view.findings.length, view.decisions.length]).toEqual([1, 1, 7]);
  });

  test('whoever listens hears of it in its transaction, and once it is durable', async () => {
    const heard: [string, string][] = [];
    const hear = (when: string, { decision }: KeptDecision) => {
      if (decision.subject.id === subject.id) heard.push([when, decision.to]);
    };
    house.room.decisions.onInForce({
      also: async (_, decision) => hear('also', decision),
      after: (decision) => hear('after', decision),
    });
    await bring('submitted');
    expect(heard).toEqual([
      ['also', 'submitted'],
      ['after', 'submitted'],
    ]);
  });

  test('a listener that fails leaves everything as it was', async () => {
    const broken = subject.id;
    house.room.decisions.onInForce({
      async also(_, { decision }) {
        if (decision.subject.id === broken) throw new Error('the outbox is broken');
      },
    });
    const before = house.log.state().size;
    expect((await house.take(subject, 'submitted')).statusCode).toBe(500);
    expect([house.log.state().size, (await line())?.state]).toEqual([before, 'draft']);
  });
});

describe('a decision is refused', () => {
  test('with all its reasons at once', async () => {
    await bring('operational-test');
    const answer = await house.take(subject, 'listed', { en: '', evidence: [], contexts: ['moon'], validUntil: null });
    expect(answer.statusCode).toBe(422);
    const told = answer.json().error.detail.match(/\b[A-Z]+(_[A-Z]+)+\b(?=:)/g);
    expect(new Set(told)).toEqual(
      new Set([
        'REASON_WORDS_MISSING',
        'EVIDENCE_MISSING',
        'VALIDITY_MISSING',
        'CONTEXT_MISSING',
        'EVALUATION_MISSING',
      ]),
    );
    const [attempt] = (await house.get('/refusals')).json().refusals;
    expect(attempt).toMatchObject({ by: AUTHORITY, action: 'POST /api/v1/equipment/decisions' });
  });

  test('when it lists beyond the end of its standard', async () => {
    await bring('operational-test');
    await house.evaluate(subject.id);
    const late = { validUntil: house.clock.at + 500 * DAY_MS };
    expect(await codeOf(house.take(subject, 'listed', late))).toBe('APPROVAL_BEYOND_STANDARD');
  });

  test('when evidence or a finding came after its evaluation', async () => {
    await bring('operational-test');
    await house.evaluate(subject.id);
    house.clock.at += 1000;
    await house.put('finding', 'late', {
      ...samples.finding,
      configuration: subject.id,
      evidence: [`${subject.id}-test`],
    });
    expect(await codeOf(house.take(subject, 'listed'))).toBe('EVALUATION_STALE');
  });

  test('when evidence or a finding came while it was being evaluated', async () => {
    await bring('operational-test');
    const finding = { ...samples.finding, configuration: subject.id, evidence: [`${subject.id}-test`] };
    vi.spyOn(house.room.documents, 'isSound').mockImplementationOnce(async () => {
      house.clock.at += 1000;
      expect((await house.put('finding', `${subject.id}-late`, finding)).statusCode).toBe(200);
      house.clock.at += 1000;
      return true;
    });
    await house.evaluate(subject.id);
    expect(await codeOf(house.take(subject, 'listed'))).toBe('EVALUATION_STALE');
  });

  test('when it rests on evidence of another configuration', async () => {
    await bring('lab-certification');
    await house.describe('other');
    const other = await house.room.records.get('evidence', 'other-test');
    const evidence = [Buffer.from(other?.hash ?? '', 'hex')];
    const answer = house.take(subject, 'data-package-review', { evidence, signers: [EVALUATOR] });
    expect(await codeOf(answer)).toBe('EVIDENCE_OTHER_CONFIGURATION');
  });

  test('when whoever signs tested it, under an id or a name', async () => {
    await bring('lab-certification');
    const body = { ...samples.evidence, configuration: subject.id };
    for (const [nth, tester] of [EVALUATOR, 'Test  Evaluator'].entries()) {
      await house.put('evidence', `by-${nth}`, { ...body, testers: [tester] });
      const passing = house.take(subject, 'data-package-review', { signers: [EVALUATOR] });
      expect(await codeOf(passing)).toBe('DECIDER_IS_TESTER');
    }
    expect((await house.take(subject, 'data-package-review', { signers: [AUTHORITY] })).statusCode).toBe(201);
  });

  test('when whoever signs tested it, though the evidence names others since', async () => {
    await bring('lab-certification');
    const body = { ...samples.evidence, configuration: subject.id };
    await house.put('evidence', `${subject.id}-by`, { ...body, testers: [EVALUATOR] });
    await house.put('evidence', `${subject.id}-by`, { ...body, testers: ['Somebody else'] }, 1);
    const passing = house.take(subject, 'data-package-review', { signers: [EVALUATOR] });
    expect(await codeOf(passing)).toBe('DECIDER_IS_TESTER');
  });

  test('when an evaluator decides what takes an authority, also as the second to sign', async () => {
    await bring('operational-test');
    await house.evaluate(subject.id);
    expect(await codeOf(house.take(subject, 'listed', { signers: [EVALUATOR, AUTHORITY] }))).toBe('ROLE_MISSING');
    expect(await codeOf(house.take(subject, 'listed', { signers: [AUTHORITY, EVALUATOR] }))).toBe('ROLE_MISSING');
  });

  test('when one person signs twice, or brings what another signed', async () => {
    await bring('operational-test');
    await house.evaluate(subject.id);
    const cose = await house.signed(subject, 'listed', { signers: [AUTHORITY] });
    expect(await codeOf(house.propose(cose, DIRECTOR))).toBe('EQUIPMENT_DECISION_OTHER_PERSON');
    const { id } = (await house.propose(cose)).json();
    const again = await house.signed(subject, 'listed', { signers: [AUTHORITY], at: house.clock.at + 1 });
    const { sign } = house.room.decisions;
    await expect(sign(id, { cose: again, person: AUTHORITY })).rejects.toMatchObject({ code: 'SELF_APPROVAL' });
    const countersigned = await house.countersign(cose, DIRECTOR);
    await expect(sign(id, { cose: countersigned, person: EVALUATOR })).rejects.toMatchObject({
      code: 'EQUIPMENT_DECISION_OTHER_PERSON',
    });
    await expect(sign(id, { cose: countersigned.fill(0, -8), person: DIRECTOR })).rejects.toMatchObject({
      status: 422,
    });
  });

  test('when one person signs twice, under two ids and one name', async () => {
    await bring('operational-test');
    await house.evaluate(subject.id);
    const [authority, director] = [AUTHORITY, DIRECTOR].map((one) =>
      house.descriptor.officers.find(({ id }) => id === one),
    );
    if (!authority || !director) throw new Error('two authorities are needed');
    vi.spyOn(director, 'name', 'get').mockReturnValue(` ${authority.name.toUpperCase()}`);
    expect(await codeOf(house.take(subject, 'listed'))).toBe('SELF_APPROVAL');
  });

  test('when another came first; what waited for the same place is closed and kept', async () => {
    await list();
    const removal = await house.propose(await house.signed(subject, 'removed', { signers: [AUTHORITY] }));
    expect(removal.json().state).toBe('waiting');
    const stale = await house.signed(subject, 'suspended', { signers: [DIRECTOR] });
    await house.take(subject, 'suspended', { reason: 'UNDER_INQUIRY' });
    expect(await codeOf(house.propose(stale, DIRECTOR))).toBe('EQUIPMENT_DECISION_SUPERSEDED');
    expect((await house.get(`/decisions/${removal.json().id}`)).json().state).toBe('withdrawn');
    const waiting = await house.room.decisions.waiting();
    expect(waiting.filter(({ decision }) => decision.subject.id === subject.id)).toEqual([]);
  });

  test('when its subject is nobody’s record, or the bytes are no decision', async () => {
    const stranger = { kind: 'configuration', id: 'nobody' } as const;
    expect((await house.get('/next-decision?kind=configuration&id=nobody')).json().error.code).toBe('RECORD_UNKNOWN');
    const cose = await house.signed(subject, 'submitted', { subject: stranger } as StepChange);
    expect(await codeOf(house.propose(cose))).toBe('RECORD_UNKNOWN');
    expect(await codeOf(house.propose(new Uint8Array(9)))).toBe('EQUIPMENT_DECISION_MALFORMED');
  });
});

describe('a decision that waits', () => {
  test('is taken back by whoever proposed it, and kept; one in force stands', async () => {
    await list();
    const cose = await house.signed(subject, 'removed', { signers: [DIRECTOR] });
    const { id } = (await house.propose(cose, DIRECTOR)).json();
    expect(await codeOf(house.withdraw(id, AUTHORITY))).toBe('EQUIPMENT_DECISION_OTHER_PERSON');
    expect((await house.withdraw(id, DIRECTOR)).json()).toMatchObject({ hash: id, state: 'withdrawn', logIndex: null });
    expect(await codeOf(house.propose(cose, DIRECTOR))).toBe('EQUIPMENT_DECISION_WITHDRAWN');
    const inForce = await house.room.decisions.newest(subject);
    expect(await codeOf(house.withdraw(inForce?.hash ?? '', AUTHORITY))).toBe('EQUIPMENT_DECISION_STANDS');
    expect(await codeOf(house.withdraw('ab'.repeat(32)))).toBe('EQUIPMENT_DECISION_UNKNOWN');
  });

  test('and is taken back again and again hides nothing of what is in force', async () => {
    await bring('submitted');
    await house.database.transaction(async (tx) => {
      const tables = tx.tables<RecordTables>();
      const row = await tables
        .selectFrom('equipment_decisions')
        .selectAll()
        .where('id', '=', subject.id)
        .executeTakeFirstOrThrow();
      const withdrawn = { ...row, state: 'withdrawn' as const, seq: 2 };
      for (let nth = 0; nth < 501; nth++)
        await tables
          .insertInto('equipment_decisions')
          .values({ ...withdrawn, hash: `${subject.id}-${nth}` })
          .execute();
    });
    expect((await line())?.state).toBe('submitted');
    expect(await house.next(subject)).toMatchObject({ seq: 2, from: 'submitted' });
  });

  test('is held against things as they are when the last signature comes', async () => {
    await bring('operational-test');
    await house.evaluate(subject.id);
    const cose = await house.signed(subject, 'listed', { signers: [AUTHORITY] });
    const { id } = (await house.propose(cose)).json();
    house.clock.at += 31 * DAY_MS;
    const both = await house.countersign(cose, DIRECTOR);
    await expect(house.room.decisions.sign(id, { cose: both, person: DIRECTOR })).rejects.toMatchObject({
      code: 'EVALUATION_STALE',
    });
  });

  test('was signed for what the configuration was: written anew meanwhile, it is not listed', async () => {
    const cose = await house.signed(subject, 'listed', { signers: [AUTHORITY], record: null });
    const { id, state } = (await house.propose(cose)).json();
    expect(state).toBe('waiting');
    house.clock.at += 1000;
    const software = [{ ...samples.configuration.software[0], sha256: 'ab'.repeat(32) }];
    const rewritten = await house.put('configuration', subject.id, { ...samples.configuration, software }, 1);
    expect(rewritten.statusCode).toBe(200);
    const both = await house.countersign(cose, DIRECTOR);
    await expect(house.room.decisions.sign(id, { cose: both, person: DIRECTOR })).rejects.toMatchObject({
      code: 'EQUIPMENT_DECISION_SUPERSEDED',
    });
  });

  test('comes twice at the same moment and is kept once', async () => {
    const cose = await house.signed(subject, 'submitted');
    const answers = await Promise.all([house.propose(cose), house.propose(cose)]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201]);
    expect(await house.room.decisions.of(subject)).toHaveLength(1);
  });
});

describe('a device', () => {
  test('is active once it is enrolled, is suspended by one and given back by two', async () => {
    await list();
    await house.put('device', device.id, { ...samples.device, configuration: subject.id });
    expect((await house.next(device)).from).toBe('active');
    const notice = await house.take(device, 'suspended', { reason: 'INTEGRITY_DOUBTED' });
    expect(notice.json()).toMatchObject({ state: 'in-force', needed: 1, signers: [AUTHORITY] });
    expect((await house.get(`/devices/${device.id}`)).json()).toMatchObject({ state: 'suspended', enrolled: true });
    const back = await house.propose(await house.signed(device, 'active', { signers: [DIRECTOR] }), DIRECTOR);
    expect(back.json()).toMatchObject({ state: 'waiting', needed: 2 });
    expect((await house.take(device, 'active')).json().state).toBe('in-force');
    expect((await house.get(`/devices/${device.id}`)).json()).toMatchObject({ state: 'active', lastScanAt: null });
    expect(await line()).toMatchObject({ devices: 1, sites: 1 });
  });

  test('whose key may be in other hands needs the time since when', async () => {
    await house.put('device', device.id, { ...samples.device, configuration: subject.id });
    const stolen = { reason: 'KEY_COMPROMISE', compromisedSince: null };
    expect(await codeOf(house.take(device, 'suspended', stolen))).toBe('COMPROMISED_SINCE_MISSING');
    const since = house.clock.at - DAY_MS;
    expect((await house.take(device, 'suspended', { ...stolen, compromisedSince: since })).statusCode).toBe(201);
  });
});

describe('a listing that ran out', () => {
  test('is expired by the clock, is logged once, and is renewed by two on a new evaluation', async () => {
    await list({ validUntil: house.clock.at + DAY_MS });
    const before = house.log.state().size;
    house.clock.at += DAY_MS;
    expect(await line()).toMatchObject({
      state: 'expired',
      since: house.clock.at,
      reason: { code: 'APPROVAL_LAPSED' },
    });
    await Promise.all([house.get(`/configurations/${subject.id}`), house.room.expiries.notice()]);
    expect(house.log.state().size).toBe(before + 1);
    expect(await codeOf(house.take(subject, 'suspended', { from: 'listed' }))).toBe('TRANSITION_ILLEGAL');
    await house.evaluate(subject.id);
    expect((await house.take(subject, 'listed')).json().state).toBe('in-force');
    expect((await line())?.state).toBe('listed');
  });

  test('a day early is listed still, and ends with its standard, whatever was promised', async () => {
    await list();
    const ends = house.clock.at + 2 * DAY_MS;
    await house.put('standard', 'std-1', { ...samples.standard, endsAt: ends }, 1);
    expect(await line()).toMatchObject({ state: 'listed', validUntil: ends });
    house.clock.at = ends;
    expect(await line()).toMatchObject({ state: 'expired', reason: { code: 'STANDARD_ENDED' } });
  });
});
