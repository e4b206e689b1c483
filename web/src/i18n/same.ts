/** The same keys with the same slots (`{name}`) in another language; a missing, extra or mistyped one fails `tsc`. */
export type Same<Catalogue extends Readonly<Record<string, string>>> = {
  readonly [Key in keyof Catalogue]: string;
};

export type Slots<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}`
  ? Slot | Slots<Rest>
  : never;
