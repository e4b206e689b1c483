/** What somebody wants of this browser, by the name it is kept under; the first value holds until another is chosen. */
export const PREFERENCE = {
  /** Colours of material; the desk reads and keeps it, too. */
  palette: ['standard', 'colour-blind'],
  /** Whether a decision takes and opens the next case. */
  next: ['on', 'off'],
} as const;

type Name = keyof typeof PREFERENCE;
type Value<Of extends Name> = (typeof PREFERENCE)[Of][number];

export function readPreference<Of extends Name>(name: Of): Value<Of> {
  const values: readonly Value<Of>[] = PREFERENCE[name];
  const kept = localStorage.getItem(`garita.${name}`);
  return values.find((value) => value === kept) ?? (values[0] as Value<Of>);
}

export function savePreference<Of extends Name>(name: Of, value: Value<Of>): void {
  localStorage.setItem(`garita.${name}`, value);
}
