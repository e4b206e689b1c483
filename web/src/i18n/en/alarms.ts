export const alarms = {
  'alarms.title': 'Alarms',
  'alarms.lead': 'What somebody should look at now, the worst first.',
  'alarms.none': 'Nothing needs attention',
  'alarms.noneText':
    'Lanes, partner, log, lists and disk are as they should be. This page looks again every ten seconds.',
  'alarms.severity.alarm': 'Alarm',
  'alarms.severity.warning': 'Warning',
  'alarms.severity.note': 'Note',
  'alarms.since': 'for {span}',
  'alarms.next': 'What to do:',
} as const;
