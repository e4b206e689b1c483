import type { RoleBody } from '@garita/api';
import type { PlainKey } from '../i18n/language.tsx';
import type { KeyCommand } from './key-table.ts';

interface Page {
  readonly to:
    | '/'
    | '/worklist'
    | '/supervision'
    | '/sharing'
    | '/quarantine'
    | '/equipment'
    | '/log-book'
    | '/alarms'
    | '/overview'
    | '/accounts';
  readonly word: PlainKey;
  readonly command?: KeyCommand;
  /** Who is shown the way there; nobody named: everybody. The server decides who may read. */
  readonly roles: readonly RoleBody[];
}

/** The pages of the application in the order of the bar. */
export const PAGES: readonly Page[] = [
  { to: '/', word: 'app.home', command: 'go-home', roles: [] },
  {
    to: '/worklist',
    word: 'app.worklist',
    command: 'go-worklist',
    roles: ['analyst', 'supervisor', 'auditor', 'administrator'],
  },
  {
    to: '/supervision',
    word: 'app.supervisor',
    command: 'go-supervisor',
    roles: ['supervisor', 'auditor', 'administrator', 'official'],
  },
  {
    to: '/sharing',
    word: 'app.sharing',
    command: 'go-sharing',
    roles: ['analyst', 'supervisor', 'exchange-officer', 'auditor', 'administrator'],
  },
  {
    to: '/quarantine',
    word: 'app.quarantine',
    command: 'go-quarantine',
    roles: ['supervisor', 'exchange-officer', 'equipment-authority', 'auditor', 'administrator'],
  },
  {
    to: '/equipment',
    word: 'app.equipment',
    command: 'go-equipment',
    roles: [
      'supervisor',
      'equipment-authority',
      'evaluator',
      'exchange-officer',
      'auditor',
      'official',
      'administrator',
    ],
  },
  {
    to: '/log-book',
    word: 'app.log',
    command: 'go-log',
    roles: ['exchange-officer', 'auditor', 'supervisor', 'administrator'],
  },
  {
    to: '/alarms',
    word: 'app.alarms',
    command: 'go-alarms',
    roles: ['supervisor', 'exchange-officer', 'equipment-authority', 'auditor', 'administrator'],
  },
  { to: '/overview', word: 'app.officials', command: 'go-officials', roles: [] },
  { to: '/accounts', word: 'app.accounts', roles: ['administrator'] },
];
