import { Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';

type AnchorProps = ButtonProps &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps> & { readonly ref?: Ref<HTMLAnchorElement> };

function ButtonAnchor(props: AnchorProps): ReactNode {
  return <Button component="a" {...props} />;
}

/** A link to a page of the application that looks like a button. */
export const ButtonLink = createLink(ButtonAnchor);
