import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';

/** By what name somebody is known here, for whoever signs in: as they write it, and as browsers fill it in. */
export function PersonInput(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  return (
    <TextInput
      label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={64}
      required
      withAsterisk={false}
    />
  );
}
