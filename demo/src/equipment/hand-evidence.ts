import type { DocumentRef } from '@garita/api';
import { keepRecord } from './keep-record.ts';
import type { Officer } from './officer.ts';
import { SAMPLE_STANDARDS, type SampleApproval } from './sample-equipment.ts';
import { paperName, sampleFile } from './sample-evidence.ts';

/** Evidence with its papers, and the findings that rest on it; what was handed in before stays as it is. */
export async function handEvidence(
  id: string,
  { profile, standard }: Pick<SampleApproval, 'profile' | 'standard'>,
  { evaluator, now }: { readonly evaluator: Officer; readonly now: number },
): Promise<void> {
  const { evidence, findings, papers } = sampleFile(id, SAMPLE_STANDARDS[standard], profile, now);
  await Promise.all(
    [...evidence].map(async ([name, body]) => {
      const text = papers.get(name) ?? '';
      const document = await evaluator.client.sendFile<DocumentRef>('/api/v1/equipment/documents', {
        name: paperName(name),
        mediaType: 'text/plain',
        bytes: Buffer.from(text, 'utf8'),
      });
      await keepRecord(evaluator.client, 'evidence', name, { ...body, document });
    }),
  );
  await Promise.all([...findings].map(([name, body]) => keepRecord(evaluator.client, 'finding', name, body)));
}
