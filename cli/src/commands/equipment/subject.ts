import type { DecisionSubject, NextDecision } from '@garita/api';
import { Option } from 'commander';
import { Failure } from '../../failure.ts';
import { type Asking, EQUIPMENT, get, inPath } from './asking.ts';

export interface OfSubject {
  readonly kind?: DecisionSubject['kind'];
}

export function kindOption(): Option {
  return new Option('--kind <kind>', 'what the id names, where a configuration and a device share it').choices([
    'configuration',
    'device',
  ]);
}

/** Whether an id names a configuration or a device. Throws RECORD_UNKNOWN, and USAGE when it names both. */
export async function subjectOf(id: string, options: Asking & OfSubject): Promise<DecisionSubject> {
  if (options.kind) return { kind: options.kind, id };
  return (await nextOf(id, options)).subject;
}

/** What a decision about it must build on. Throws as `subjectOf`. */
export async function nextOf(id: string, options: Asking & OfSubject): Promise<NextDecision> {
  const kinds = options.kind ? [options.kind] : (['configuration', 'device'] as const);
  const found = (await Promise.all(kinds.map((kind) => nextOrNone({ kind, id }, options)))).flatMap((one) => one ?? []);
  const [next, other] = found;
  if (!next) throw new Failure('RECORD_UNKNOWN', `${kinds.join(' / ')} ${id}`);
  if (other) throw new Failure('USAGE', `${id} is a configuration and a device: add --kind`);
  return next;
}

async function nextOrNone({ id, kind }: DecisionSubject, options: Asking): Promise<NextDecision | undefined> {
  return get<NextDecision>(options, `${EQUIPMENT}/next-decision?kind=${kind}&id=${inPath(id)}`).catch(
    (error: unknown) => {
      if (error instanceof Failure && error.code === 'RECORD_UNKNOWN') return undefined;
      throw error;
    },
  );
}
