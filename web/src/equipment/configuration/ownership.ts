import type { RecordOf } from '@garita/api';

export type Owner = RecordOf<'supplier'>['ownership'][number];

export interface OwnerStep extends Owner {
  /** How the other side's chain speaks of the same owner. */
  readonly differs: readonly ('missing' | 'percent' | 'state-control' | 'ultimate')[];
}

/** One chain of owners, the nearest first, with what the other one says otherwise. */
export function ownershipChain(ownership: readonly Owner[], basis: Owner['basis']): readonly OwnerStep[] {
  const name = (owner: Owner) => owner.owner.trim().toLowerCase();
  const others = ownership.filter((owner) => owner.basis !== basis);
  return ownership
    .filter((owner) => owner.basis === basis)
    .map((owner) => {
      const other = others.find((one) => name(one) === name(owner));
      if (others.length === 0) return { ...owner, differs: [] };
      if (!other) return { ...owner, differs: ['missing'] };
      const differs = [
        ...(other.percent === owner.percent ? [] : (['percent'] as const)),
        ...(other.stateControl === owner.stateControl ? [] : (['state-control'] as const)),
        ...(other.ultimate === owner.ultimate ? [] : (['ultimate'] as const)),
      ];
      return { ...owner, differs };
    });
}
