import type { OutcomeBody } from '@garita/api';
import type { ContrabandKind } from '@garita/review';

/** A find as it is typed. */
export interface FindInput {
  readonly contraband: ContrabandKind;
  readonly description: string;
  readonly quantity: string;
  readonly unit: string;
  readonly place: string;
}

export const EMPTY_FIND: FindInput = { contraband: 'other', description: '', quantity: '', unit: 'kg', place: '' };

// As a signed outcome has it: what is weighed is kept to the last digit.
const QUANTITY = /^(?:0|[1-9]\d{0,15})(?:\.\d{1,9})?$/;

/** As it is signed; `undefined` while the quantity is no number. A comma is no decimal point here: 1,500 would become 1.5. */
export function findOf(input: FindInput): OutcomeBody['finds'][number] | undefined {
  const { contraband, description, place, unit } = input;
  const quantity = input.quantity.trim();
  if (quantity !== '' && !QUANTITY.test(quantity)) return undefined;
  const known = quantity !== '';
  return {
    contraband,
    description: description.trim(),
    quantity: known ? quantity : null,
    unit: known && unit.trim() !== '' ? unit.trim() : null,
    place: place.trim(),
  };
}
