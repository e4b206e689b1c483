import { describe, expect, test } from 'vitest';
import { type Owner, ownershipChain } from './ownership.ts';

const owner = (name: string, basis: Owner['basis'], change: Partial<Owner> = {}): Owner => ({
  owner: name,
  percent: 60,
  ultimate: false,
  stateControl: 'no',
  basis,
  evidence: null,
  at: 0,
  ...change,
});

describe('a chain of owners', () => {
  test('says what the other side does not name, and where they differ', () => {
    const all = [
      owner('Holding', 'declared'),
      owner('Family', 'declared', { ultimate: true }),
      owner('HOLDING ', 'found', { percent: 51 }),
      owner('Fund', 'found', { ultimate: true, stateControl: 'unknown', percent: null }),
    ];
    expect(ownershipChain(all, 'declared').map(({ differs }) => differs)).toEqual([['percent'], ['missing']]);
    expect(ownershipChain(all, 'found').map(({ differs }) => differs)).toEqual([['percent'], ['missing']]);
  });

  test('alone it differs from nothing', () => {
    expect(ownershipChain([owner('Holding', 'declared')], 'declared')[0]?.differs).toEqual([]);
    expect(ownershipChain([owner('Holding', 'declared')], 'found')).toEqual([]);
  });
});
