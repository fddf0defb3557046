import { watchAnswer } from '@llamune/contracts';

/** A session for questions to one model. */
export const openSession = async (client, modelId, sampling) => {
  const [poc] = await client.pocs.list.query({});
  return (await client.sessions.create.mutate({ poc_id: poc.id, model_id: modelId, system_prompt: '', sampling })).session_id;
};

/**
 * Asks as the browser does, and notes when each text came (ms).
 * @param {(answer: object) => void} [changed] Called whenever text came.
 */
export const ask = async (client, sessionId, question, { changed = () => {}, signal } = {}) => {
  const askedAt = performance.now();
  const { log_id } = await client.chat.ask.mutate({ session_id: sessionId, question });
  const answer = { logId: log_id, text: '', arrivals: [], askedAt, finish: null, errorCode: null };
  for await (const event of watchAnswer(client, log_id, signal ? { signal } : {})) {
    if (event.type === 'delta') {
      answer.text += event.text;
      answer.arrivals.push({ at: performance.now(), characters: answer.text.length });
      changed(answer);
    } else if (event.type === 'done') {
      answer.finish = event.finish_reason;
      answer.errorCode = event.error_code;
    }
  }
  answer.endedAt = performance.now();
  return answer;
};
