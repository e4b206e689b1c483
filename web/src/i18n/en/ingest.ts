export const ingest = {
  'ingest.title': 'Quarantine',
  'ingest.lead': 'Scans that were not believed. Each is kept whole, with every reason, and never goes to the partner.',
  'ingest.none': 'Nothing is in quarantine',
  'ingest.noneText': 'Every scan that came in was proven unaltered and from a device on the signed list.',
  'ingest.unreadable': 'Its statement cannot be read',
  'ingest.logged': 'in the log at {index}',
  'ingest.device': 'About this device',
  'ingest.listSays': 'The signed list says:',
  'ingest.next': 'What to do:',
  'ingest.particulars': 'Particulars',
  'ingest.more': 'Earlier ones',
} as const;
