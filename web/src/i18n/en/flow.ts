export const flow = {
  'flow.title': 'What is happening now',
  'flow.lead':
    'Each line is one scan on its way: captured by a device, proven unaltered, put into the log, handed to the partner, receipted, decided.',
  'flow.leadSignedOut':
    'Two countries inspect the same traffic. Here each agency sees every scan of its own lanes and, within seconds, the partner’s, with proof that nothing was altered.',
  'flow.own': 'From our lanes',
  'flow.partner': 'From the partner',
  'flow.fromPartner': 'From {agency}',
  'flow.ago': '{span} ago',
  'flow.step.captured': 'Captured',
  'flow.step.admitted': 'Proven',
  'flow.step.quarantined': 'Quarantined',
  'flow.step.shared': 'At the partner',
  'flow.step.receipted': 'Receipt',
  'flow.step.decided': 'Decided',
  'flow.step.partner-received': 'Verified here',
  'flow.step.notYet': '…',
  'flow.empty': 'No scan has come in yet',
  'flow.emptyText': 'As soon as a lane sends one, it stands here.',
  'flow.figure.waiting': 'waiting for an analyst',
  'flow.figure.minute': 'proven in the last minute',
  'flow.figure.partner': 'with the partner’s receipt',
  'flow.figure.quarantined': 'in quarantine',
  'flow.figure.log': 'entries in the log',
  'flow.figure.cosigned': '{count} witnessed by the partner',
  'flow.partner.up': 'Partner {agency}: connected',
  'flow.partner.down':
    'Partner {agency}: not reachable. Nothing is lost: what is due waits and goes out when it is back.',
  'flow.partner.unknown': 'Partner {agency}: not heard of yet',
  'flow.what.title': 'What Garita does',
  'flow.what.approve':
    'Only devices on the agency’s signed list are believed; anything else is kept apart, with the reason.',
  'flow.what.prove':
    'Each scan is signed when it is captured. A single changed byte is noticed, here and at the partner.',
  'flow.what.share':
    'The partner has the same scan in seconds, under an agreement, and signs a receipt. Nobody is scanned twice.',
  'flow.what.decide':
    'Analysts decide with one hand on the keyboard; every decision is signed and stands in a log that nobody can rewrite.',
} as const;
