import type { Agreement } from './agreement.ts';
import { defaultPolicy } from './default-policy.ts';

const DAY_MS = 86_400_000;

/** Terms between `mx` and `us` for tests: in force from a day before `at`, for a year. */
export function sampleAgreement(given: {
  readonly at: number;
  readonly roots?: readonly [Uint8Array, Uint8Array];
  readonly change?: Partial<Agreement>;
}): Agreement {
  const [mx, us] = given.roots ?? [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  return {
    v: 1,
    id: 'mx-us-sample',
    version: 1,
    parties: [
      { agency: 'mx', root: mx },
      { agency: 'us', root: us },
    ],
    title: { es: 'Acuerdo de muestra', en: 'Sample agreement' },
    purpose: { es: 'No escanear dos veces lo mismo.', en: 'Not to scan the same thing twice.' },
    text: { es: 'Muestra: no obliga a nadie.', en: 'Sample: it binds nobody.' },
    items: ['scan', 'decision'],
    retentionDays: 1825,
    policy: defaultPolicy(['mx', 'us']),
    validFrom: given.at - DAY_MS,
    validUntil: given.at + 365 * DAY_MS,
    previous: null,
    sample: true,
    ...given.change,
  };
}
