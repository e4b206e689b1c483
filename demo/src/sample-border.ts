import type { SampleAgency, SampleDevice } from './sample-agency.ts';
import { SAMPLE_MEXICO } from './sample-mexico.ts';
import { SAMPLE_UNITED_STATES } from './sample-united-states.ts';

/** Both sides of the border. Ids of devices, sites and lanes are of one side only, so that one screen can show both. */
export const SAMPLE_BORDER: Readonly<Record<'mx' | 'us', SampleAgency>> = {
  mx: SAMPLE_MEXICO,
  us: SAMPLE_UNITED_STATES,
};

/** The lane whose spooled file is altered once, to show what happens then. */
export const TAMPERED_DEVICE = 'xr-nld-01';

export function findSampleDevice(
  id: string,
): { readonly agency: 'mx' | 'us'; readonly device: SampleDevice } | undefined {
  for (const agency of ['mx', 'us'] as const) {
    const device = SAMPLE_BORDER[agency].devices.find((sample) => sample.id === id);
    if (device) return { agency, device };
  }
  return undefined;
}
