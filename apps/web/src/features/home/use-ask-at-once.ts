import type { Model, Poc } from '@llamune/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, trpc } from '../../lib/api';
import { drafts } from '../../lib/draft';

/** The session for a question from this page: the reader's last one, if it is open and like a new one would be, else a new one. */
const sessionFor = async (poc: Poc, modelId: number) => {
  const [last] = await client.sessions.list.query({ poc_id: poc.id, model_id: modelId, mine: true, open: true, limit: 1 });
  const isLikeNew = last && !last.multi_turn && (last.system_prompt ?? '') === (poc.default_system_prompt ?? '');
  return isLikeNew ? last.session_id : (await client.sessions.create.mutate({ poc_id: poc.id, model_id: modelId })).session_id;
};

interface AskAtOnce {
  poc: Poc;
  /** Which of the models is asked; undefined: none can be. */
  chooseModel: (models: readonly Model[]) => Promise<number | undefined>;
  onAsked: (sessionId: number) => void;
}

/** Puts a question to the model without any form. Answers the session's number; null: there is no model to be asked. */
export const useAskAtOnce = ({ poc, chooseModel, onAsked }: AskAtOnce) => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (question: string) => {
      const modelId = await chooseModel(await client.models.list.query({}));
      if (modelId === undefined) return null;
      const sessionId = await sessionFor(poc, modelId);
      const draft = `question.${sessionId}`;
      const isFree = !drafts.read<string>(draft);
      // Should it not be taken now, it waits in the question box; but not in the place of what somebody has typed there.
      if (isFree) drafts.write(draft, question);
      await client.chat.ask.mutate({ session_id: sessionId, question });
      if (isFree) drafts.drop(draft);
      return sessionId;
    },
    onSuccess: (sessionId) => {
      if (sessionId === null) return;
      void queryClient.invalidateQueries({ queryKey: trpc.logs.pathKey() });
      onAsked(sessionId);
    },
  });
};
