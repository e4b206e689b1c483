import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DEMO_AGENCIES, type DemoPorts, demoPaths, readRecord, writeRecord } from './create-demo.ts';

export const DEFAULT_BASE_PORT = 8480;
const TRIES = 50;

/** Four ports from a base: two for people, two for machines. */
export function portsFrom(base: number): DemoPorts {
  return { mx: { people: base, machines: base + 1 }, us: { people: base + 2, machines: base + 3 } };
}

export async function portsAreFree(ports: DemoPorts): Promise<boolean> {
  const all = DEMO_AGENCIES.flatMap((agency) => [ports[agency].people, ports[agency].machines]);
  return (await Promise.all(all.map(isFree))).every(Boolean);
}

/** The first four free ports from a base on; undefined when there are none nearby. */
export async function freePorts(base: number): Promise<DemoPorts | undefined> {
  for (let tried = 0; tried < TRIES; tried++) {
    const ports = portsFrom(base + tried * 10);
    if (await portsAreFree(ports)) return ports;
  }
  return undefined;
}

/** Moves a stopped demo to other ports: both agencies' settings, and what each knows of the other's address. */
export async function movePorts(folder: string, ports: DemoPorts): Promise<void> {
  const record = await readRecord(folder);
  if (!record || JSON.stringify(record.ports) === JSON.stringify(ports)) return;
  for (const agency of DEMO_AGENCIES) {
    const other = agency === 'mx' ? 'us' : 'mx';
    const dir = demoPaths(folder).agency(agency);
    await editJson(join(dir, 'agency.json'), (settings) => {
      settings.people = { ...settings.people, port: ports[agency].people, url: peopleUrl(agency, ports) };
      settings.machines = { ...settings.machines, port: ports[agency].machines, url: machinesUrl(agency, ports) };
    });
    await editJson(join(dir, 'partners', other, 'link.json'), (link) => {
      link.people = peopleUrl(other, ports);
      link.machines = machinesUrl(other, ports);
    });
  }
  await writeRecord(folder, { ...record, ports });
}

export function peopleUrl(agency: 'mx' | 'us', ports: DemoPorts): string {
  return `http://${agency}.localhost:${ports[agency].people}`;
}

export function machinesUrl(agency: 'mx' | 'us', ports: DemoPorts): string {
  return `https://127.0.0.1:${ports[agency].machines}`;
}

// biome-ignore lint/suspicious/noExplicitAny: files that the demo itself wrote, edited field by field
async function editJson(path: string, edit: (value: any) => void): Promise<void> {
  const value = JSON.parse(await readFile(path, 'utf8'));
  edit(value);
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
