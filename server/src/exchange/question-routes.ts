import { answerRequest, question as questionBody, questionList, questionQuery, questionRequest } from '@garita/api';
import type { FastifyInstance } from 'fastify';
import { allow, personOf } from '../http/api-person.ts';
import { Refusal } from '../http/refusal.ts';
import type { ExchangeNeeds } from './exchange-needs.ts';
import { answerQuestion, askQuestion, listQuestions } from './questions.ts';

/** Questions between the two agencies' people; `wake` when there is one to send. */
export function questionRoutes(app: FastifyInstance, needs: ExchangeNeeds, wake: () => void): void {
  const speakers = { onRequest: allow('analyst', 'supervisor', 'exchange-officer') };
  const readers = { onRequest: allow('analyst', 'supervisor', 'exchange-officer', 'auditor', 'administrator') };
  app.get('/api/v1/questions', readers, async (request) =>
    questionList.parse({ questions: await listQuestions(questionQuery.parse(request.query), needs) }),
  );
  app.post('/api/v1/questions', speakers, async (request, reply) => {
    const asked = await askQuestion(
      { ...questionRequest.parse(request.body), person: personOf(request).person },
      needs,
    );
    wake();
    return reply.code(201).send(questionBody.parse(asked));
  });
  app.post('/api/v1/questions/:question/answer', speakers, async (request) => {
    const { question } = request.params as { question: string };
    if (!/^[0-9a-f]{64}$/.test(question))
      throw new Refusal(404, 'QUESTION_UNKNOWN', 'a question is named by 64 hex digits');
    const { text } = answerRequest.parse(request.body);
    const answered = await answerQuestion({ question, text, person: personOf(request).person }, needs);
    wake();
    return questionBody.parse(answered);
  });
}
