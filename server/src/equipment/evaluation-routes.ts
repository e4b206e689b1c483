import { type EvaluationAnswer, evaluationRecord, evaluationRequest } from '@garita/api';
import { evaluate } from '@garita/evaluation';
import type { FastifyInstance } from 'fastify';
import { allow, personOf } from '../http/api-person.ts';
import { Refusal } from '../http/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { EquipmentDocuments } from './equipment-documents.ts';
import type { EquipmentRecords } from './equipment-records.ts';
import type { Evaluations } from './evaluations.ts';

export interface EvaluationRoutesNeeds {
  readonly agency: string;
  readonly clock: Clock;
  readonly records: EquipmentRecords;
  readonly evaluations: Evaluations;
  readonly documents: Pick<EquipmentDocuments, 'isSound'>;
}

/** Mount inside a guarded scope. Whoever has signed in reads; evaluators and equipment authorities have something evaluated. */
export function evaluationRoutes(app: FastifyInstance, needs: EvaluationRoutesNeeds): void {
  const evaluators = { onRequest: allow('evaluator', 'equipment-authority') };
  app.post<{ Params: { id: string } }>(
    '/api/v1/equipment/configurations/:id/evaluation',
    evaluators,
    async (request, reply): Promise<EvaluationAnswer> => {
      const { contexts } = evaluationRequest.parse(request.body ?? {});
      const made = await evaluateConfiguration(request.params.id, { contexts, by: personOf(request).person }, needs);
      return reply.code(201).send(made);
    },
  );

  // Exactly the bytes that decisions and the log name, for whoever hashes them again.
  app.get<{ Params: { hash: string } }>('/api/v1/equipment/evaluations/:hash', async (request, reply) => {
    const bytes = await needs.evaluations.bytesOf(request.params.hash);
    if (!bytes) throw new Refusal(404, 'EVALUATION_UNKNOWN', 'no evaluation has this hash');
    return reply.type('application/json; charset=utf-8').send(Buffer.from(bytes));
  });
}

async function evaluateConfiguration(
  id: string,
  { contexts, by }: { readonly contexts: readonly string[] | undefined; readonly by: string },
  { agency, clock, documents, evaluations, records }: EvaluationRoutesNeeds,
): Promise<EvaluationAnswer> {
  // Before anything is read: what is written from here on is newer than the evaluation, which has not seen it.
  const at = clock.now();
  const configuration = await records.get('configuration', id);
  const standard = configuration && (await records.get('standard', configuration.body.standard));
  if (!configuration || !standard) throw new Refusal(404, 'RECORD_UNKNOWN', `configuration ${id}`);
  const evidence = await records.list('evidence', id);
  const findings = await records.list('finding', id);
  for (const { id: altered, body } of evidence)
    if (body.document && !(await documents.isSound(body.document.sha256)))
      throw new Refusal(409, 'EVIDENCE_ALTERED', `evidence ${altered}: document ${body.document.sha256}`);
  const record = evaluate({ agency, configuration, standard, evidence, findings, at, by, contexts });
  return evaluations.keep(evaluationRecord.parse(record));
}
