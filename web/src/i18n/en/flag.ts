/** What is said of a scan whose equipment lost trust. */
export const flag = {
  'flag.suspended.configuration':
    'The equipment that made this scan (its model in this configuration) was suspended on {time} by {agency}:',
  'flag.suspended.device': 'The device that made this scan was suspended on {time} by {agency}:',
  'flag.removed.configuration':
    'The equipment that made this scan (its model in this configuration) was removed on {time} by {agency}:',
  'flag.removed.device': 'The device that made this scan was removed on {time} by {agency}:',
  'flag.since': 'It is in doubt since {time}.',
  'flag.restored': 'Trust was given back on {time}.',
  'flag.row': 'Equipment not trusted',
} as const;
