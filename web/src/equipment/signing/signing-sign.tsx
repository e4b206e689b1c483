import { Button } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCommands } from '../../app/commands.tsx';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { SigningCount } from './signing-count.tsx';

/** The way to what waits for signatures, with how much of it is this person's; for those who sign. */
export function SigningSign(): ReactNode {
  const { say } = useWords();
  const session = useSession();
  const navigate = useNavigate();
  const signs = session.has('equipment-authority');
  useCommands(signs ? { 'go-signing': () => void navigate({ to: '/equipment/signing' }) } : {});
  if (!signs) return null;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      title={`${say('signing.title')} (G F)`}
      renderRoot={(root) => <Link to="/equipment/signing" {...root} />}
    >
      <IconSignature size={18} role="img" aria-label={say('signing.title')} />
      <SigningCount />
    </Button>
  );
}
