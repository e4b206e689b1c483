export const ingest = {
  'ingest.title': 'Quarantine',
} as const;
