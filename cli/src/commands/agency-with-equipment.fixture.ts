// A real agency with the people who decide about equipment, made by the commands that docs/operating/agency.md names.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, startServer } from '@garita/server';
import { equipmentCommand } from './equipment.ts';
import { initCommand } from './init.ts';
import { keyCommand } from './key.ts';
import { freePort, run, runJson } from './run-command.fixture.ts';

const OFFICERS = {
  'v.luna': 'evaluator',
  'e.ruiz': 'equipment-authority',
  'd.mora': 'equipment-authority',
} as const;
export type Person = keyof typeof OFFICERS;

const REGISTER = {
  operators: [{ id: 'customs', name: { es: 'Aduanas', en: 'Customs' } }],
  sites: [
    {
      ...{ id: 'nuevo-laredo', kind: 'land-port', operator: 'customs', place: null },
      name: { es: 'Nuevo Laredo', en: 'Nuevo Laredo' },
      lanes: [
        {
          ...{ id: 'lane-7', name: { es: 'Carril 7', en: 'Lane 7' }, ooiKind: 'truck' },
          ...{ direction: 'northbound', device: 'xr-7', state: 'live' },
        },
      ],
    },
  ],
  sample: false,
};

export interface AgencyWithEquipment {
  readonly server: RunningServer;
  path(...parts: string[]): string;
  /** `garita equipment …` as this person, who signs with their own key where the command signs. */
  as(person: Person, ...words: string[]): Promise<string>;
  /** The same with `--json`. */
  json(person: Person, ...words: string[]): ReturnType<typeof runJson>;
  close(): Promise<void>;
}

const SIGNING: ReadonlySet<string> = new Set(['decide', 'suspend', 'restore', 'remove', 'sign']);

export async function agencyWithEquipment(): Promise<AgencyWithEquipment> {
  const dir = await mkdtemp(join(tmpdir(), 'garita-equipment-'));
  const path = (...parts: string[]) => join(dir, ...parts);
  const officers = Object.entries(OFFICERS).flatMap(([id, role]) => ['--officer', `${id}:${role}:${id} of Customs`]);
  const { administratorCode } = await runJson(
    initCommand(),
    ...[path('mx'), '--agency', 'mx', '--name-es', 'Aduanas', '--name-en', 'Customs', '--log-name', 'mx.example/log'],
    ...['--people-port', await freePort(), '--machines-port', await freePort(), ...officers],
  );
  await writeFile(path('mx/register.json'), JSON.stringify(REGISTER));
  const logger = { info() {}, alarm() {}, error: (error: unknown) => console.error(error) };
  const server = await startServer({ folder: path('mx'), version: 'test', logger });
  const at = ['--server', `http://127.0.0.1:${server.people.port}`];
  const { key } = await runJson(keyCommand(), 'redeem', administratorCode, '--person', 'administrator', ...at);
  await writeFile(path('administrator.api'), key);
  for (const [person, role] of Object.entries(OFFICERS)) {
    const asked = ['--person', person, '--role', role, ...at, '--api-key-file', path('administrator.api')];
    await writeFile(path(`${person}.api`), (await runJson(keyCommand(), 'create', ...asked)).key);
  }
  const wordsOf = (person: Person, words: readonly string[]) => [
    ...words,
    ...at,
    ...['--api-key-file', path(`${person}.api`)],
    ...(SIGNING.has(words[0] ?? '') ? ['--officer-key', path('mx/offline/officers', `${person}.key`)] : []),
  ];
  return {
    server,
    path,
    as: (person, ...words) => run(equipmentCommand(), ...wordsOf(person, words)),
    json: (person, ...words) => runJson(equipmentCommand(), ...wordsOf(person, words)),
    async close() {
      await server.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
