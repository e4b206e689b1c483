import type { RecordKind } from '@garita/api';
import type { PlainKey } from '../../i18n/language.tsx';

/** Where the words of a choice are: `eq.type` for `eq.type.cargo-portal`. */
type Prefix<Key> = Key extends `eq.${infer Group}.${string}` ? `eq.${Group}` : never;
export type ChoiceWords = Prefix<PlainKey>;

interface Named {
  /** Of the property. */
  readonly name: string;
  readonly label: PlainKey;
  readonly hint?: PlainKey;
  /** May be left empty; then it is kept as `null`, or as an empty list. */
  readonly optional?: true;
}

/** A property of a record as a form asks for it; records are described by lists of these, and one form draws them all. */
export type Field = Named &
  (
    | { readonly type: 'line'; readonly max?: number; readonly plain?: true; readonly blank?: true }
    | { readonly type: 'id'; readonly suggestions?: readonly string[] }
    /** The same words in both languages. */
    | { readonly type: 'words'; readonly max?: number; readonly short?: true }
    | { readonly type: 'lines' }
    | { readonly type: 'words-list' }
    | { readonly type: 'choice'; readonly of: readonly string[]; readonly words: ChoiceWords }
    | { readonly type: 'choices'; readonly of: readonly string[]; readonly words: ChoiceWords }
    | { readonly type: 'record'; readonly kind: RecordKind }
    | { readonly type: 'records'; readonly kind: RecordKind }
    /** Uses that the standard of the form's configuration knows. */
    | { readonly type: 'contexts' }
    | { readonly type: 'day' }
    | { readonly type: 'moment' }
    | { readonly type: 'number'; readonly min?: number; readonly max?: number; readonly whole?: true }
    | { readonly type: 'flag' }
    | { readonly type: 'document' }
    | { readonly type: 'site' }
    | { readonly type: 'lane' }
    | { readonly type: 'operator' }
    | {
        readonly type: 'rows';
        readonly fields: readonly Field[];
        readonly add: PlainKey;
        readonly most: number;
        /** One or none, and kept as itself or `null`. */
        readonly single?: true;
      }
    | { readonly type: 'about' }
    | { readonly type: 'results' }
    | { readonly type: 'checklist' }
    | { readonly type: 'levels' }
  );

export type FieldOf<Type extends Field['type']> = Extract<Field, { readonly type: Type }>;

/** A record while it is being filled in: property by property, numbers not yet given are `null`. */
export type Draft = Readonly<Record<string, unknown>>;

/** What a field tells its form: its new value. */
export interface FieldProps<Type extends Field['type']> {
  readonly field: FieldOf<Type>;
  readonly value: unknown;
  readonly problem: string | undefined;
  readonly onChange: (value: unknown) => void;
}
