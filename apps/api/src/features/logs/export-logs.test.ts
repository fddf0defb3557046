import { setTimeout as delay } from 'node:timers/promises';
import { Log } from '@llamune/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCsv } from '../../testing/parse-csv.js';
import { addLogs, addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let evaluator: Awaited<ReturnType<TestApp['signUp']>>;
const newSession = async () => (await evaluator.call.sessions.create({ poc_id: 1, model_id: 1, system_prompt: 'あなたは会計の専門家です。' })).session_id;

beforeAll(async () => {
  app = await testApp();
  await addSamples(app);
  evaluator = await app.signUp('evaluator', '山田');
});
afterAll(async () => app[Symbol.asyncDispose]());

const csvOf = async (query: string) => {
  const { statusCode, headers, body } = await evaluator.request('GET', `/logs/export?${query}`);
  const [headings, ...records] = parseCsv(body.slice(1));
  return { statusCode, headers, body, headings: headings!, rows: records.map((record) => Object.fromEntries(headings!.map((heading, place) => [heading, record[place]!]))) };
};

describe('CSV', () => {
  test('has what a reader and what a program needs, in Japanese, with a byte order mark and CRLF', async () => {
    const session_id = await newSession();
    const [id] = await addLogs(app, session_id, [{ question: '減価償却とは？', answer: '費用の配分です。', timestamp: new Date('2026-11-22T15:30:05.250Z'), systemPrompt: 'あなたは会計の専門家です。', promptTokens: 10, completionTokens: 20, queueMs: 1, timeToFirstTokenMs: 2, durationMs: 3, finishReason: 'length' }]);
    await evaluator.call.logs.evaluate({ log_id: id!, evaluation: 2, priority: 1, correct_answer: '正解', reason: '不足', memo: 'メモ', right_points: '正', wrong_points: '誤', missing_points: '不足点' });
    const { body, headings, rows } = await csvOf(`session_id=${session_id}&time_zone=Asia/Tokyo`);
    expect(body.startsWith('\uFEFFログID,質問日時（Asia/Tokyo）,')).toBe(true);
    expect(body.endsWith('\r\n')).toBe(true);
    expect(body.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(new Set(headings).size).toBe(headings.length);
    expect(rows).toMatchObject([
      {
        ログID: String(id),
        '質問日時（Asia/Tokyo）': '2026-11-23 00:30:05',
        PoC: '会計システム向けPoC',
        質問した人: '山田',
        質問: '減価償却とは？',
        回答: '費用の配分です。',
        評価: '不十分',
        評価コード: '2',
        正しい回答: '正解',
        正しい部分: '正',
        誤っている部分: '誤',
        不足している部分: '不足点',
        理由: '不足',
        メモ: 'メモ',
        優先度: '高',
        優先度コード: '1',
        状態: '未処理',
        状態コード: '1',
        評価した人: '山田',
        モデル: 'sample',
        モデルの版: '1',
        システムプロンプト: 'あなたは会計の専門家です。',
        終わり方: '上限',
        終わり方コード: 'length',
        入力トークン数: '10',
        出力トークン数: '20',
        '所要時間（ミリ秒）': '3',
        セッションID: String(session_id),
      },
    ]);
  });

  test('says 未評価 where nobody has judged, and leaves empty what is not there', async () => {
    const session_id = await newSession();
    await addLogs(app, session_id, [{}]);
    expect((await csvOf(`session_id=${session_id}`)).rows).toMatchObject([{ 評価: '未評価', 評価コード: '', 優先度: '', 正しい回答: '', 評価した人: '', '評価日時（UTC）': '' }]);
  });

  const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '＋1', '－1', '＠SUM', ' =1+1', '　=cmd|x', '-- 箇条書き'];
  test.each(formulas)('%j is text to a spreadsheet', async (text) => {
    const session_id = await newSession();
    const [id] = await addLogs(app, session_id, [{ question: text, answer: text }]);
    await evaluator.call.logs.evaluate({ log_id: id!, evaluation: 3, correct_answer: text, memo: text });
    const safe = `'${text}`;
    expect((await csvOf(`session_id=${session_id}`)).rows).toMatchObject([{ 質問: safe, 回答: safe, 正しい回答: safe, メモ: safe }]);
  });

  const harmless = ['"引用" と , と ;', '一行目\n二行目', '一行目\r二行目', '一行目\r\n二行目\n', "'すでに", '10%=0.1', '1-2', '🧾', '', '\u2028\u0007', '\uFEFF'];
  test.each(harmless)('%j arrives as it is', async (text) => {
    const session_id = await newSession();
    await addLogs(app, session_id, [{ answer: text }]);
    expect((await csvOf(`session_id=${session_id}`)).rows).toMatchObject([{ 回答: text }]);
  });

  test('of nothing is a heading', async () => {
    const { rows, headings } = await csvOf('session_id=2000000000');
    expect([rows, headings.length]).toEqual([[], expect.any(Number)]);
  });
});

test('JSONL is one log of the wire form a line, exactly as it is', async () => {
  const session_id = await newSession();
  await addLogs(app, session_id, [{ answer: '=1+1\n"二行目"\u2028' }, { question: '二つ目' }]);
  const { headers, body } = await evaluator.request('GET', `/logs/export?session_id=${session_id}&format=jsonl`);
  expect(headers['content-type']).toBe('application/jsonl; charset=utf-8');
  const logs = body.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown);
  expect(logs).toEqual(await evaluator.call.logs.list({ session_id }));
  expect(logs.every((log) => Log.safeParse(log).success)).toBe(true);
  expect((await evaluator.request('GET', '/logs/export?session_id=2000000000&format=jsonl')).body).toBe('');
});

test('by tRPC the parts of the same text come', async () => {
  const session_id = await newSession();
  await addLogs(app, session_id, [{}, {}]);
  let text = '';
  for await (const part of await evaluator.call.logs.export({ session_id })) text += part;
  expect(text).toBe((await csvOf(`session_id=${session_id}`)).body);
});

test('what is filtered, and nothing else', async () => {
  const session_id = await newSession();
  const ids = await addLogs(app, session_id, [{ question: '消費税' }, { question: '法人税', evaluation: 3 }, { question: '住民税' }]);
  expect((await csvOf(`session_id=${session_id}&search=${encodeURIComponent('税')}&evaluation=3`)).rows.map(({ ログID }) => ログID)).toEqual([String(ids[1])]);
});

test('2,500 logs, newest first, each once, while others come in', async () => {
  const session_id = await newSession();
  const ids = await addLogs(app, session_id, Array.from({ length: 2500 }, (_, n) => ({ question: `質問${n}` })));
  let isDone = false;
  const asking = (async () => {
    for (; !isDone; await delay(10)) await addLogs(app, session_id, [{ question: 'あとから' }]);
  })();
  const read: number[] = [];
  for await (const part of await evaluator.call.logs.export({ session_id, format: 'jsonl' })) for (const line of part.split('\n')) if (line) read.push((JSON.parse(line) as { id: number }).id);
  isDone = true;
  await asking;
  expect(read.filter((id) => id <= ids.at(-1)!)).toEqual(ids.toReversed());
  expect(read).toEqual(read.toSorted((a, b) => b - a));
});

test('a key that is revoked, or a role that is taken away, ends it', async () => {
  const leaving = await app.signUp('admin');
  const { session_id } = await leaving.call.sessions.create({ poc_id: 1, model_id: 1 });
  await addLogs(app, session_id, Array.from({ length: 300 }, () => ({})));
  const begun = async (user: typeof leaving) => {
    const parts = (await user.call.logs.export({ session_id, format: 'jsonl' }))[Symbol.asyncIterator]();
    await parts.next();
    return parts;
  };
  const [first, second] = [await begun(leaving), await begun(leaving)];
  await first.next();
  await app.db.query(`UPDATE users SET role = 'evaluator' WHERE id = $1`, [leaving.user.id]);
  await expect(first.next()).rejects.toThrow('Invalid API Key');
  await app.db.query(`UPDATE users SET role = 'admin' WHERE id = $1`, [leaving.user.id]);
  await app.db.query('UPDATE api_keys SET revoked_at = now() WHERE user_id = $1', [leaving.user.id]);
  await expect(second.next()).rejects.toThrow('Invalid API Key');
});

test('no part is larger than its largest log asks for', async () => {
  const session_id = await newSession();
  const long = '長'.repeat(100_000);
  await addLogs(app, session_id, Array.from({ length: 15 }, (_, n) => (n % 3 ? {} : { answer: long, correctAnswer: long, turns: [{ log_id: 1, question: '前', answer: long }] })));
  await addLogs(app, session_id, Array.from({ length: 100 }, () => ({ systemPrompt: '長'.repeat(20_000) })));
  let largest = 0;
  let rows = 0;
  for await (const part of await evaluator.call.logs.export({ session_id, format: 'jsonl' })) {
    largest = Math.max(largest, Buffer.byteLength(part));
    rows += part.split('\n').length - 1;
  }
  expect(rows).toBe(115);
  expect(largest).toBeLessThan(2_000_000);
});
