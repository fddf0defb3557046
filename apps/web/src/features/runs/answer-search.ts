import type { Evaluation } from '@llamune/contracts';
import { oneOfParam, textParam } from '../../lib/search-params';

/** Which answers of a run are listed, as it stands in the address. */
export interface AnswerSearch {
  failed?: true;
  evaluation?: Evaluation;
  /** Empty: those without one. */
  topic?: string;
}
const evaluations = [1, 2, 3] as const satisfies Evaluation[];
const longestTopic = 200;

export const parseAnswerSearch = ({ failed, evaluation, topic }: { [Name in keyof AnswerSearch]?: unknown }): AnswerSearch => {
  const [judgedAs, about] = [oneOfParam(evaluations, evaluation), textParam(topic, longestTopic)];
  return { ...(failed === true && { failed }), ...(judgedAs !== undefined && { evaluation: judgedAs }), ...(about !== undefined && { topic: about }) };
};
