import { textLimits, type PastedQuestions, type QuestionKind } from '@llamune/contracts';
import { parse, type Options } from 'csv-parse/sync';
import { DomainError } from '../../errors.js';
import { questionKeyOf } from '../../fold-question.js';

type Column = PastedQuestions['columns'][number];
type Problem = PastedQuestions['problems'][number]['problem'];
interface Row {
  cells: string[];
  /** Where it begins, from 1. */
  line: number;
}

const mostRows = 1000;
/** As they stand without a heading. */
const usualColumns: Column[] = ['question', 'expected_answer', 'topic', 'kind'];
const headings: Record<Exclude<Column, 'ignored'>, string[]> = {
  question: ['質問', '質問文', '質問内容', '問題', '問', 'question', 'q', 'prompt'],
  expected_answer: ['正解', '正しい回答', '正しい答え', '期待する回答', '期待される回答', '模範解答', '模範回答', '正答', '回答', '答え', 'expectedanswer', 'correctanswer', 'expected', 'answer', 'a'],
  topic: ['話題', '分野', 'トピック', 'テーマ', '分類', 'カテゴリ', 'カテゴリー', 'topic', 'category'],
  kind: ['種類', '種別', '区分', 'kind', 'type'],
};
const kinds: Record<QuestionKind, string[]> = {
  question: ['', '質問', '元の質問', '通常', 'question'],
  paraphrase: ['言い換え', '言換え', '言いかえ', 'いいかえ', '言い替え', '言替え', 'パラフレーズ', 'paraphrase'],
  near_miss: ['ひっかけ', '引っかけ', '引っ掛け', '引掛け', 'ヒッカケ', '似て非なる質問', '似た質問', 'nearmiss'],
};

/** Reads what was copied out of a spreadsheet or a CSV file. @throws {DomainError} invalid: more than a thousand rows. */
export const readPasted = (text: string): PastedQuestions => {
  const { rows, unreadableFrom } = readRows(text);
  const heading = columnsOf(rows[0]);
  const body = heading ? rows.slice(1) : rows;
  if (body.length > mostRows) throw new DomainError('invalid', `These are ${body.length} rows, and at most ${mostRows} are read at once. Paste them in parts.`);
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, at) => (heading ?? usualColumns)[at] ?? 'ignored');
  const pasted: PastedQuestions = { questions: [], problems: [], columns };
  const keys = new Set<string>();
  for (const row of body) {
    const read = readRow(row, columns, keys);
    if (typeof read === 'string') pasted.problems.push({ line: row.line, problem: read });
    else pasted.questions.push(read);
  }
  if (unreadableFrom !== null) pasted.problems.push({ line: unreadableFrom, problem: 'unreadable' });
  return pasted;
};

const readRow = ({ cells, line }: Row, columns: Column[], keys: Set<string>): PastedQuestions['questions'][number] | Problem => {
  const cell = (column: Column) => cells[columns.indexOf(column)]?.trim() ?? '';
  const [question, answer, topic] = [cell('question'), cell('expected_answer'), cell('topic')];
  if (question === '') return 'no_question';
  if (question.length > textLimits.question || answer.length > textLimits.answer || topic.length > textLimits.name) return 'too_long';
  const kind = kindOf(cell('kind'));
  if (!kind) return 'unknown_kind';
  const key = questionKeyOf(question);
  if (keys.has(key)) return 'duplicate';
  keys.add(key);
  return { line, question, expected_answer: answer === '' ? null : answer, topic: topic === '' ? null : topic, kind };
};

/** Without width, case, spaces, what stands between words, and what is added in parentheses: ＫＩＮＤ and Near-Miss are known too. */
const plain = (word: string) => word.normalize('NFKC').toLowerCase().replace(/\(.*\)$|[\s_\-・:*]+/gu, '');

const kindOf = (word: string): QuestionKind | undefined => (Object.keys(kinds) as QuestionKind[]).find((kind) => kinds[kind].includes(plain(word)));

/** What a heading line says, or null when it is none: one has a column for the question. */
const columnsOf = (row: Row | undefined): Column[] | null => {
  const seen = new Set<Column>();
  const columns = (row?.cells ?? []).map((cell): Column => {
    const column = (Object.keys(headings) as (keyof typeof headings)[]).find((name) => headings[name].includes(plain(cell)));
    // The first of two that are called the same.
    if (!column || seen.has(column)) return 'ignored';
    seen.add(column);
    return column;
  });
  return seen.has('question') ? columns : null;
};

const options = { bom: true, record_delimiter: ['\r\n', '\n', '\r'], relax_quotes: true, relax_column_count: true, skip_records_with_error: true, info: true } satisfies Options;

interface Read {
  rows: Row[];
  /** A quoted cell that begins in this line has no end. */
  unreadableFrom: number | null;
}

/** By tabs, as a spreadsheet copies, or by commas. A single column of a spreadsheet has commas in its sentences; a CSV file has as many in each line, or a heading. */
const readRows = (text: string): Read => {
  const commas = readSeparated(text, ',');
  if ((columnsOf(commas.rows[0])?.filter((column) => column !== 'ignored').length ?? 0) > 1) return commas;
  const tabs = readSeparated(text, '\t');
  if (tabs.rows.some(({ cells }) => cells.length > 1)) return tabs;
  const width = commas.rows[0]?.cells.length ?? 0;
  return width > 1 && commas.rows.every(({ cells }) => cells.length === width) ? commas : tabs;
};

/** But for empty lines. */
const readSeparated = (text: string, delimiter: string): Read => {
  let isCut = false;
  const records = parse(text, { ...options, delimiter, on_skip: () => void (isCut = true) }) as unknown as { record: string[]; info: { lines: number } }[];
  let line = 1;
  const rows = records.map(({ record, info }) => {
    const row = { cells: record, line };
    line = info.lines + 1;
    return row;
  });
  return { rows: rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')), unreadableFrom: isCut ? line : null };
};
