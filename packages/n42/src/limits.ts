/** How much of a file is taken. All of it is an attacker's to write. */
export const LIMITS = {
  /** A portal's passage is some 3 MB. */
  bytes: 32 * 2 ** 20,
  depth: 64,
  elements: 2_000_000,
  detectors: 256,
  measurements: 16_384,
  /** Detectors' counts over all measurements. */
  counts: 262_144,
  alarms: 256,
  nuclides: 256,
  /** Characters of a text that is shown. */
  text: 300,
} as const;
