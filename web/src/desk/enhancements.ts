// Apart from the desk: a case's page names them without loading it.
export const ENHANCEMENTS = [
  'window',
  'gamma',
  'inverse',
  'greyscale',
  'bands',
  'organic-only',
  'inorganic-only',
  'high-penetration',
  'low-penetration',
  'edge',
] as const;
export type DeskEnhancement = (typeof ENHANCEMENTS)[number];
