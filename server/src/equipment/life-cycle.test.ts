// Walks the table of the life cycle in a server's own room: every legal step, and every other one that could be signed.
import type { DecisionSubject } from '@garita/api';
import { CONFIGURATION_STATES, DEVICE_STATES, LIFE_CYCLE, nextSteps } from '@garita/evaluation';
import { publicEntry } from '@garita/trust';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY_MS } from '../../../testdata/world.ts';
import type { LogTables } from '../log/log-table.ts';
import { AUTHORITY, DIRECTOR, type EquipmentHouse, openEquipmentHouse } from './equipment-house.fixture.ts';
import { samples } from './sample-records.fixture.ts';

interface Step {
  readonly from: string;
  readonly to: string;
}
type Kind = DecisionSubject['kind'];

let house: EquipmentHouse;
let subjects = 0;
beforeAll(async () => {
  house = await openEquipmentHouse();
});
afterAll(() => house.close());

/** What people can do, and the one thing that the clock does. */
const waysOn = (kind: Kind, state: string): readonly Step[] => [
  ...nextSteps(kind, state),
  ...(state === 'listed' ? [{ from: 'listed', to: 'expired' }] : []),
];
const nameOf = ({ from, to }: Step) => `${from} -> ${to}`;

/** The fewest steps that end with one of those wanted. */
function shortestWay(kind: Kind, start: string, isWanted: (step: Step) => boolean): readonly Step[] | undefined {
  const ways: { readonly state: string; readonly way: readonly Step[] }[] = [{ state: start, way: [] }];
  const seen = new Set([start]);
  for (const { state, way } of ways)
    for (const step of waysOn(kind, state)) {
      if (isWanted(step)) return [...way, step];
      if (seen.has(step.to)) continue;
      seen.add(step.to);
      ways.push({ state: step.to, way: [...way, step] });
    }
  return undefined;
}

async function begin(kind: Kind): Promise<DecisionSubject> {
  subjects += 1;
  const configuration = kind === 'device' ? 'of-devices' : `cfg-${subjects}`;
  await house.describe(configuration);
  if (kind === 'device') await house.put('device', `xr-${subjects}`, { ...samples.device, configuration });
  else await house.evaluate(configuration);
  return { kind, id: kind === 'device' ? `xr-${subjects}` : configuration };
}

/** Takes a step whole, and looks for it in the log. */
async function take(subject: DecisionSubject, step: Step): Promise<void> {
  if (step.to === 'expired') {
    house.clock.at += DAY_MS;
    const size = house.log.state().size;
    await house.room.expiries.notice();
    expect([nameOf(step), house.log.state().size]).toEqual([nameOf(step), size + 1]);
    return;
  }
  const until = step.to === 'listed' ? { validUntil: house.clock.at + DAY_MS } : {};
  const answer = (await house.take(subject, step.to, until)).json();
  expect([nameOf(step), answer.error?.detail, answer.state]).toEqual([nameOf(step), undefined, 'in-force']);
  const entry = await house.database
    .tables<LogTables>()
    .selectFrom('log_entries')
    .select('entry')
    .where('position', '=', answer.logIndex)
    .executeTakeFirst();
  expect(entry?.entry).toEqual(publicEntry('equipment-decision', Buffer.from(answer.id, 'hex')));
}

/** Everything that the table does not lead to from here, signed by two authorities all the same. */
async function refuseOthers(subject: DecisionSubject, from: string, states: readonly string[]): Promise<number> {
  const open = nextSteps(subject.kind, from).map(({ to }) => to as string);
  const others = states.filter((to) => !open.includes(to));
  const known = await house.next(subject);
  for (const to of others) {
    const cose = await house.signed(subject, to, { known, signers: [AUTHORITY, DIRECTOR] });
    const code = await house.room.decisions.propose({ cose, person: AUTHORITY }).catch((error) => error.code);
    expect([nameOf({ from, to }), code]).toEqual([nameOf({ from, to }), 'TRANSITION_ILLEGAL']);
  }
  expect((await house.next(subject)).from).toBe(from);
  return others.length;
}

describe.each([
  ['configuration', CONFIGURATION_STATES, 'draft'],
  ['device', DEVICE_STATES, 'active'],
] as const)('the life of a %s', (kind, states, start) => {
  test('takes each legal step, which is logged, and no other', async () => {
    const left = new Set(states.flatMap((state) => waysOn(kind, state)).map(nameOf));
    const unseen = new Set<string>(states);
    let refused = 0;
    while (left.size > 0) {
      const subject = await begin(kind);
      let state: string = start;
      for (;;) {
        if (unseen.delete(state)) refused += await refuseOthers(subject, state, states);
        const way = shortestWay(kind, state, (step) => left.has(nameOf(step)));
        if (!way) break;
        const [step] = way as [Step];
        // Decisions about a listing that ran out rest on an evaluation made after it did.
        await take(subject, step);
        if (step.to === 'expired') await house.evaluate(subject.id);
        left.delete(nameOf(step));
        state = step.to;
      }
      expect(state).not.toBe(start);
    }
    expect(unseen).toEqual(new Set());
    const legal = LIFE_CYCLE.filter((row) => row.subject === kind).length;
    expect(refused).toBe(states.length ** 2 - legal);
  });
});
