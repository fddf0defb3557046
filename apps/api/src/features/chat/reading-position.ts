import type { AnswerEvent } from '@llamune/contracts';

/** What there is of an answer so far. */
export interface Texts {
  answer: string;
  /** Of a model that thinks before it answers; else empty. */
  thinking: string;
}

/** How far one watcher has read, in UTF-16 code units. */
export class ReadingPosition {
  constructor(
    private answer = 0,
    private thinking = 0,
  ) {}

  /** What of the texts this watcher does not have yet, the thinking first. */
  *read({ answer, thinking }: Texts): Generator<AnswerEvent, void, undefined> {
    const from = { answer: this.answer, thinking: this.thinking };
    // A text only grows; a watcher that claims to have more than there is gets what comes beyond that.
    this.answer = Math.max(answer.length, from.answer);
    this.thinking = Math.max(thinking.length, from.thinking);
    if (thinking.length > from.thinking) yield { type: 'thinking', at: from.thinking, text: thinking.slice(from.thinking) };
    if (answer.length > from.answer) yield { type: 'delta', at: from.answer, text: answer.slice(from.answer) };
  }
}
