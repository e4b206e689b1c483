import type { InspectionDetail } from '@garita/api';
import { Button, Code } from '@mantine/core';
import { IconFileZip } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { useSession } from '../app/session.tsx';
import { useWords } from '../i18n/language.tsx';
import { Loading } from '../ui/loading.tsx';
import { useAgreement } from '../ui/use-agreement.ts';
import classes from './case-page.module.css';
import { CaseSection } from './case-section.tsx';
import type { ProofClaims } from './proof/proof-panel.tsx';
import type { Case } from './use-case.ts';

const ProofPanel = lazy(() => import('./proof/proof-panel.tsx').then((module) => ({ default: module.ProofPanel })));

/** The chain of proof with “verify here”, and the whole of it as a file. */
export function CaseProof({ known, detail }: { readonly known: Case; readonly detail: InspectionDetail }): ReactNode {
  const { say } = useWords();
  const session = useSession();
  const hasReceipt = known.shares.some(({ item, state }) => item === 'scan' && state === 'receipted');
  const isReceived = detail.origin === 'partner';
  const mayExport =
    session.has('exchange-officer', 'supervisor', 'auditor', 'administrator') && (hasReceipt || isReceived);
  const { agreement } = useAgreement();
  const recipient = agreement?.parties.find((agency) => agency !== detail.agency) ?? null;
  const name = `${detail.scan.slice(0, 16)}.garita`;
  return (
    <CaseSection title={say('proof.title')}>
      <Suspense fallback={<Loading />}>
        <ProofPanel scan={detail.scan} sender={detail.agency} recipient={recipient} claims={useClaims(known, detail)} />
      </Suspense>
      {mayExport && (
        <div className={classes.bundle}>
          <h3>{say('proof.bundle')}</h3>
          <Button
            component="a"
            href={`/api/v1/scans/${detail.scan}/bundle`}
            download={name}
            variant="default"
            leftSection={<IconFileZip size={18} aria-hidden />}
          >
            {say('case.file')}
          </Button>
          <p className={classes.quiet}>
            {say('case.fileHint')} <Code>{`garita verify ${name} --root A.crt --root B.crt`}</Code>{' '}
            {say('case.fileRoots')}
          </p>
        </div>
      )}
    </CaseSection>
  );
}

/** What the server says, before anything of it was checked. */
function useClaims({ scan, shares, received }: Case, detail: InspectionDetail): ProofClaims {
  const { say, formats } = useWords();
  const share = shares.find(({ item }) => item === 'scan');
  const came = received.find(({ item }) => item === 'scan');
  const { moment } = formats;
  return {
    statement: `${say('case.captured', { time: moment(detail.capturedAt) })}, ${detail.device}`,
    'admitted-in-log':
      scan?.logIndex == null ? undefined : say('case.timeline.admitted', { index: formats.number(scan.logIndex) }),
    shared: share && say('exchange.told.shared', { time: moment(share.sharedAt) }),
    receipt:
      share?.receiptedAt != null
        ? say('exchange.told.receipted', {
            time: moment(share.receiptedAt),
            span: formats.span(Math.max(1000, share.receiptedAt - share.sharedAt)),
          })
        : came?.state === 'verified'
          ? say('exchange.told.receiptSent')
          : undefined,
  };
}
