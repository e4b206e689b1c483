import { expect, test } from 'vitest';
import { flagsOf } from './equipment-flags.ts';

const scan = { agency: 'mx', device: 'xr-1', configuration: 'portal-1', capturedAt: 150, at: 150 };
const flag = {
  ...{ agency: 'mx', subject: { kind: 'device' as const, id: 'xr-1' }, state: 'suspended' as const, decision: '00' },
  ...{ reason: 'INTEGRITY_DOUBTED', words: { es: 'Se duda.', en: 'In doubt.' }, since: 100, restoredAt: null },
};

test('a suspension that says the doubt begins later flags what came since the suspension all the same', () => {
  expect(flagsOf(scan, [{ ...flag, compromisedSince: 200 }])).toHaveLength(1);
  expect(flagsOf({ ...scan, at: 50 }, [{ ...flag, compromisedSince: 200 }])).toEqual([]);
  expect(flagsOf({ ...scan, at: 50 }, [{ ...flag, compromisedSince: 10 }])).toHaveLength(1);
});
