import { createHash } from 'node:crypto';

// Beyond this, a question is told apart by its beginning: long ones are pasted documents.
const compared = 2000;
// How Japanese and English ask: what remains is what is asked about. Longest first, as they stand at the end.
const phrases =
  /(?:とは|って|は)?(?:なん|何|どういう(?:意味|もの|こと)|どのような(?:もの|こと))(?:ですか|でしょうか|ですかね|なのですか|だろうか|か)$|(?:について|を|に関して)?(?:詳しく|簡単に|簡潔に|わかりやすく|分かりやすく)?(?:教えて|説明して|述べて|答えて)(?:ください|下さい|いただけますか|くれますか|ほしい|欲しい)?$|(?:とは|の意味は|って)$|(?:ですか|でしょうか|ますか|ください)$|^(?:whatis|whatare|explain|tellmeabout|pleaseexplain)/g;

/** A question without case, width, spaces and punctuation. Two that fold to the same are the same question. */
export const foldQuestion = (question: string): string =>
  question
    .slice(0, compared)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]+/gu, '');

/** What it asks about, without the phrase by which it asks. Never empty, unless the question is. */
export const subjectOf = (folded: string): string => folded.replace(phrases, '') || folded;

export const questionKeyOf = (question: string): string => createHash('sha256').update(foldQuestion(question)).digest('hex');
