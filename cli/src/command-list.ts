import type { Command } from 'commander';

export interface ListedCommand {
  readonly name: string;
  /** For the list of all commands; the command's own help says more. */
  readonly summary: string;
  /** Loads the command, and with it everything that it needs: nobody waits for what another command needs. */
  load(): Promise<Command>;
}

/** Every command, in the order in which a person meets them. */
export const COMMANDS: readonly ListedCommand[] = [
  {
    name: 'start',
    summary: 'run the demo: two agencies and their lanes, with sample data',
    load: async () => (await import('./commands/start.ts')).startCommand(),
  },
  {
    name: 'send',
    summary: 'send files of your own through the running demo and see them arrive at the partner',
    load: async () => (await import('./commands/send.ts')).sendCommand(),
  },
  {
    name: 'inspect',
    summary: 'say what a DICOS, DICOM or other file is, and what is wrong with it',
    load: async () => (await import('./commands/inspect.ts')).inspectCommand(),
  },
  {
    name: 'export',
    summary: 'write a shared scan and all its proofs into one file',
    load: async () => (await import('./commands/export.ts')).exportCommand(),
  },
  {
    name: 'verify',
    summary: 'check such a file offline, trusting only two root certificates',
    load: async () => (await import('./commands/verify.ts')).verifyCommand(),
  },
  {
    name: 'fsck',
    summary: 'check everything an agency keeps: files, log, records, receipts',
    load: async () => (await import('./commands/fsck.ts')).fsckCommand(),
  },
  {
    name: 'init',
    summary: 'make a real agency',
    load: async () => (await import('./commands/init.ts')).initCommand(),
  },
  {
    name: 'serve',
    summary: 'run an agency’s server',
    load: async () => (await import('./commands/serve.ts')).serveCommand(),
  },
  {
    name: 'partner',
    summary: 'invite another agency, accept its invitation, sign the agreement',
    load: async () => (await import('./commands/partner.ts')).partnerCommand(),
  },
  {
    name: 'officer',
    summary: 'change who may sign for the agency',
    load: async () => (await import('./commands/officer.ts')).officerCommand(),
  },
  {
    name: 'key',
    summary: 'make and end people’s API keys',
    load: async () => (await import('./commands/key.ts')).keyCommand(),
  },
  {
    name: 'account',
    summary: 'let people sign in with a browser',
    load: async () => (await import('./commands/account.ts')).accountCommand(),
  },
  {
    name: 'equipment',
    summary: 'evaluate, approve, suspend and restore equipment; sign what follows from it',
    load: async () => (await import('./commands/equipment.ts')).equipmentCommand(),
  },
  {
    name: 'enrolment',
    summary: 'one-time codes for lanes',
    load: async () => (await import('./commands/enrolment.ts')).enrolmentCommand(),
  },
  {
    name: 'stats',
    summary: 'what trials of detection show, and how many it takes',
    load: async () => (await import('./commands/stats.ts')).statsCommand(),
  },
  {
    name: 'lane',
    summary: 'the gateway beside a scanner: enrol, run, look',
    load: async () => (await import('./commands/lane.ts')).laneCommand(),
  },
];
