import type { Model } from '@llamune/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { adminHandlers, aDownload, aGeneration, aModel, GiB, someFacts } from './admin-builders';
import { aUser, refuse } from './fake-server';
import { openApp } from './open-app';

const row = (name: RegExp | string) => screen.findByRole('article', { name });
const registerButton = async () => {
  await screen.findByRole('heading', { name: 'モデル' });
  return screen.getAllByRole('button', { name: 'モデルを登録' })[0]!;
};

describe('the models page', () => {
  it('is not there for an evaluator', async () => {
    await openApp('/admin/models', { 'users.me': () => aUser() });
    expect(await screen.findByRole('heading', { name: 'ページが見つかりません' })).toBeTruthy();
  });

  it('shows what a model was made of, what it takes, and what is wrong with it', async () => {
    const base = aModel({ id: 1, model_name: 'base' });
    const child = aModel({ id: 2, model_name: 'keiri', parent_id: 1, state: 'ready', memory_bytes: 2 * GiB });
    const grandchild = aModel({ id: 3, model_name: 'keiri', version: 2, parent_id: 2, state: 'failed', state_detail: 'The file is damaged.' });
    await openApp('/admin/models', adminHandlers({ 'models.list': () => [base, child, grandchild] }));
    within(await row('keiri 第1版')).getByText('メモリ 2.0 GB');
    const newest = await row('keiri 第2版');
    within(newest).getByText('最新');
    expect(within(newest).getByText(/The file is damaged/)).toBeTruthy();
  });

  it('shows the lineage as a tree, several roots, and folds a branch', async () => {
    const model = (id: number, version: number, parent_id: number | null, more: Partial<Model> = {}) => aModel({ id, model_name: 'keiri', version, parent_id, ...more });
    const models = [model(1, 1, null), model(2, 2, 1), model(3, 3, 2), model(4, 4, 1), aModel({ id: 5, model_name: 'other', trained_at: '2026-01-01T00:00:00Z' }), aModel({ id: 6, model_name: 'bare' })];
    const { user } = await openApp('/admin/models', adminHandlers({ 'models.list': () => models }));
    const tree = await screen.findByRole('list', { name: 'モデルの系譜' });
    const below = (name: string) => within(screen.getByRole('article', { name }).closest('li')!).getAllByRole('article').map((entry) => entry.getAttribute('aria-label'));
    expect([...tree.children].map((root) => root.querySelector('article')!.getAttribute('aria-label'))).toEqual(['bare 第1版', 'keiri 第1版', 'other 第1版']);
    expect(below('keiri 第1版')).toEqual(['keiri 第1版', 'keiri 第2版', 'keiri 第3版', 'keiri 第4版']);
    expect(below('keiri 第2版')).toEqual(['keiri 第2版', 'keiri 第3版']);
    within(screen.getByRole('article', { name: 'other 第1版' })).getByText('系譜不明');
    expect(screen.getAllByText('系譜不明')).toHaveLength(1);
    const fold = screen.getByRole('button', { name: '「keiri 第1版」から作られた版（3）を隠す' });
    expect(fold.getAttribute('aria-expanded')).toBe('true');
    await user.click(fold);
    expect(screen.queryByRole('article', { name: 'keiri 第3版' })).toBeNull();
    await user.click(screen.getByRole('button', { name: '「keiri 第1版」から作られた版（3）を見せる' }));
    screen.getByRole('article', { name: 'keiri 第3版' });
  });

  it('leads to a version with its ancestors up to the base, and its children', async () => {
    const base = aModel({ id: 1, model_name: 'base', base_model: 'qwen2.5-14b' });
    const middle = aModel({ id: 2, model_name: 'keiri', parent_id: 1 });
    const models = [base, middle, aModel({ id: 3, model_name: 'keiri', version: 2, parent_id: 2 }), aModel({ id: 4, model_name: 'keiri', version: 3, parent_id: 2 })];
    const { user } = await openApp('/admin/models', adminHandlers({ 'models.list': () => models, 'models.inspectFile': () => someFacts() }));
    await user.click(await screen.findByRole('link', { name: 'keiri 第1版' }));
    const ancestors = await screen.findByRole('list', { name: 'この版ができるまで' });
    expect(within(ancestors).getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([expect.stringMatching(/^qwen2\.5-14b（ベースモデル/), expect.stringMatching(/^base 第1版/), expect.stringMatching(/^keiri第1版 この版/)]);
    expect(screen.getAllByRole('link', { name: /^keiri 第[23]版$/ })).toHaveLength(2);
    await screen.findByRole('region', { name: 'ファイルの中身' });
    await user.click(screen.getByRole('link', { name: 'keiri 第3版' }));
    await screen.findByRole('heading', { name: 'keiri 第3版' });
    screen.getByText(/まだありません。学習アプリが/);
  });

  it('tells of each generation what it was trained on, and what is not known of it', async () => {
    const models = [aModel({ id: 1, model_name: 'base' }), aModel({ id: 2, parent_id: 1, snapshot_id: 7 }), aModel({ id: 3, version: 2, parent_id: 2 })];
    const snapshot = { snapshot_id: 7, version: 4, poc_id: 1, poc_name: '会計', train: 1200, corrections: 34, content_sha256: '0'.repeat(64) };
    const generations = [aGeneration({ model_id: 3, version: 2, lineage: 'unknown' }), aGeneration({ model_id: 2, lineage: 'known', trained_at: '2026-01-20T09:00:00.000Z', snapshot }), aGeneration({ model_name: 'base' })];
    await openApp('/admin/models/3', adminHandlers({ 'models.list': () => models, 'models.inspectFile': () => someFacts(), 'lineage.model': () => ({ generations }) }));
    const line = await screen.findByRole('list', { name: 'この版ができるまで' });
    const told = within(line).getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(told).toEqual([expect.stringContaining('系譜の始まり'), expect.stringMatching(/^keiri 第1版.*訓練日 2026\/01\/20.*記録あり.*訓練用 1,200件 ・ 訂正 34件$/), expect.stringMatching(/この版.*記録なし$/)]);
    expect(within(line).getByRole('link', { name: '訓練データ: 会計 第4版' }).getAttribute('href')).toBe('/app/admin/training/7');
    expect(screen.queryByText('訓練の記録')).toBeNull();
  });

  it('shows what the training measured, and what it said to whoever unfolds that', async () => {
    const asked: unknown[] = [];
    const model = aModel({ metrics: { valid_loss: 0.123_456_789, learning_rate: 0.000_01, tokens: 184_320 } });
    const { user } = await openApp(
      '/admin/models/1',
      adminHandlers({
        'models.list': () => [model],
        'models.inspectFile': () => someFacts(),
        'lineage.model': () => ({ generations: [aGeneration({ has_training_log: true })] }),
        'models.trainingLog': (input) => (asked.push(input), { model_id: 1, training_log: 'step 1\nstep 2' }),
      }),
    );
    const metrics = await screen.findByRole('table', { name: '訓練プログラムが測った値' });
    expect(within(metrics).getAllByRole('cell').map(({ textContent }) => textContent)).toEqual(['0.123457', '0.00001', '184,320']);
    expect(asked).toEqual([]);
    await user.click(screen.getByText('訓練プログラムの出力'));
    expect((await screen.findByRole('region', { name: '訓練プログラムの出力' })).textContent).toBe('step 1\nstep 2');
    await user.click(screen.getByRole('button', { name: '出力をコピー' }));
    expect(await navigator.clipboard.readText()).toBe('step 1\nstep 2');
  });

  it('offers no output of a training that left none', async () => {
    await openApp('/admin/models/1', adminHandlers({ 'models.list': () => [aModel({ metrics: { loss: 1 } })], 'models.inspectFile': () => someFacts() }));
    await screen.findByRole('table', { name: '訓練プログラムが測った値' });
    expect(screen.queryByText('訓練プログラムの出力')).toBeNull();
  });

  it('says that a version does not exist', async () => {
    await openApp('/admin/models/9', adminHandlers({ 'models.list': () => [aModel()] }));
    expect(await screen.findByRole('heading', { name: 'ページが見つかりません' })).toBeTruthy();
  });

  it('notices by itself that somebody’s question loads a model', async () => {
    let model: Model = aModel();
    await openApp('/admin/models', adminHandlers({ 'models.list': () => [model] }));
    within(await row('keiri 第1版')).getByText('待機中');
    model = aModel({ state: 'loading', load_progress: 0.5 });
    await screen.findByText('読み込んでいます 50%');
    model = aModel({ state: 'ready', memory_bytes: GiB });
    expect(await screen.findByText('メモリ 1.0 GB')).toBeTruthy();
  });

  it('shows the downloads that are under way', async () => {
    await openApp('/admin/models', adminHandlers({ 'downloads.list': () => [aDownload(), aDownload({ download_id: 'd2', file: 'done.gguf', state: 'done' })] }));
    const underWay = within(await screen.findByRole('region', { name: '進行中のダウンロード' }));
    underWay.getByText('ダウンロード中 25%');
    expect(underWay.queryByText('done.gguf')).toBeNull();
  });

  it('loads a model and shows how far it is', async () => {
    let model: Model = aModel();
    let finish: (model: Model) => void = () => {};
    const { user } = await openApp('/admin/models', {
      ...adminHandlers({ 'models.list': () => [model] }),
      'models.load': () => {
        model = aModel({ state: 'loading', load_progress: 0.42 });
        return new Promise<Model>((resolve) => (finish = resolve));
      },
    });
    await user.click(await screen.findByRole('button', { name: '「keiri 第1版」を読み込む' }));
    await screen.findByText('読み込んでいます 42%');
    expect(screen.getByRole('progressbar', { name: '「keiri 第1版」の読み込み' }).getAttribute('value')).toBe('0.42');
    model = aModel({ state: 'ready', memory_bytes: GiB });
    finish(model);
    await screen.findByRole('button', { name: '「keiri 第1版」をメモリから降ろす' });
  });

  it.each([
    [null, /検査に合格しました/],
    ['A weight is not a number.', /A weight is not a number/],
  ])('checks a model and says what came of it: %s', async (problem, said) => {
    const { user } = await openApp('/admin/models', adminHandlers({ 'models.list': () => [aModel()], 'models.check': () => ({ model_id: 1, problem }) }));
    await user.click(await screen.findByRole('button', { name: '「keiri 第1版」を検査' }));
    expect(await screen.findByText(said)).toBeTruthy();
  });

  it('asks whether a model server is there, and offers nothing that is no matter of ours', async () => {
    let model: Model = aModel({ file: null, server_url: 'http://127.0.0.1:8000/v1' });
    const { user } = await openApp('/admin/models', {
      ...adminHandlers({ 'models.list': () => [model, aModel({ id: 2, model_name: 'by-default', file: null })] }),
      'models.load': () => {
        model = { ...model, state: 'failed', state_detail: 'http://127.0.0.1:8000/v1 cannot be reached.' };
        throw refuse('SERVICE_UNAVAILABLE', model.state_detail!);
      },
    });
    const shown = await row('keiri 第1版');
    within(shown).getByText('未確認');
    await user.click(within(shown).getByRole('button', { name: /接続を確かめる/ }));
    await within(shown).findByText('つながりません');
    within(shown).getByText(/サーバーが動いているか/);
    expect(within(shown).getAllByText(/cannot be reached/)).toHaveLength(1);
    expect(within(shown).queryByRole('button', { name: /検査/ })).toBeNull();
    await user.click(screen.getByRole('link', { name: 'by-default 第1版' }));
    await screen.findByText('既定（LLM_SERVER_URL）');
  });

  it('says why a model cannot be loaded, in the words of the server', async () => {
    const { user } = await openApp('/admin/models', {
      ...adminHandlers({ 'models.list': () => [aModel()] }),
      'models.load': () => Promise.reject(refuse('SERVICE_UNAVAILABLE', 'It needs 20 GB.')),
    });
    await user.click(await screen.findByRole('button', { name: '「keiri 第1版」を読み込む' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toMatch(/^読み込めませんでした。.*It needs 20 GB/);
  });
});

describe('registering a model', () => {
  const files = [{ file: 'Qwen2.5-14B-Instruct-Q4_K_M.gguf', bytes: 9 * GiB, model_ids: [] }];

  it('from a file shows what is in it first, and that it does not fit', async () => {
    const created: unknown[] = [];
    const { user } = await openApp(
      '/admin/models',
      adminHandlers({ 'models.files': () => files, 'models.inspectFile': () => someFacts({ memory_bytes: 20 * GiB, fits: false }), 'models.create': (input) => (created.push(input), aModel({ model_name: 'x' })) }),
    );
    await user.click(await screen.findByRole('button', { name: `「${files[0]!.file}」で登録` }));
    const dialog = await screen.findByRole('dialog');
    const facts = await within(dialog).findByRole('region', { name: 'ファイルの中身' });
    for (const text of ['メモリが足りません', '必要なメモリ 20.0 GB / 使える上限 13.0 GB', 'qwen2', 'Q4_K_M', '14.8B', '32,768 トークン']) within(facts).getByText(text);
    expect(within(dialog).getByLabelText<HTMLInputElement>('モデル名').value).toBe('qwen2.5-14b-instruct');
    await user.click(within(dialog).getByRole('button', { name: 'モデルを登録' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(created).toMatchObject([{ model_name: 'qwen2.5-14b-instruct', file: files[0]!.file, server_url: null }]);
  });

  it('from a damaged file says so before anything is registered', async () => {
    const { user } = await openApp('/admin/models', adminHandlers({ 'models.files': () => files, 'models.inspectFile': () => Promise.reject(refuse('BAD_REQUEST', 'Not a GGUF file.')) }));
    await user.click(await screen.findByRole('button', { name: `「${files[0]!.file}」で登録` }));
    expect((await screen.findByText(/このファイルは読めません/)).parentElement!.textContent).toContain('Not a GGUF file');
  });

  it('on a model server sends its address, and refuses what is none', async () => {
    const created: unknown[] = [];
    const { user } = await openApp('/admin/models', adminHandlers({ 'models.create': (input) => (created.push(input), aModel()) }));
    await user.click(await registerButton());
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('radio', { name: /モデルサーバー/ }));
    await user.type(within(dialog).getByLabelText('モデル名'), 'qwen');
    await user.type(within(dialog).getByLabelText('サーバーのアドレス'), 'localhost:8080');
    await user.click(within(dialog).getByRole('button', { name: 'モデルを登録' }));
    await within(dialog).findByText('http:// か https:// で始まるアドレスを入力してください。');
    expect(created).toEqual([]);
    await user.clear(within(dialog).getByLabelText('サーバーのアドレス'));
    await user.type(within(dialog).getByLabelText('サーバーのアドレス'), 'http://127.0.0.1:8080/v1');
    await user.type(within(dialog).getByLabelText('APIキーの環境変数'), 'LLM_KEY_VLLM');
    await user.click(within(dialog).getByRole('button', { name: 'モデルを登録' }));
    await waitFor(() => expect(created).toHaveLength(1));
    expect(created).toMatchObject([{ model_name: 'qwen', file: null, adapter: null, server_url: 'http://127.0.0.1:8080/v1', served_model: null, api_key_env: 'LLM_KEY_VLLM' }]);
  });

  it('changing a model from a file to a server clears the file', async () => {
    const updated: unknown[] = [];
    const { user } = await openApp('/admin/models', adminHandlers({ 'models.list': () => [aModel({ adapter: 'a.gguf' })], 'models.inspectFile': () => someFacts(), 'models.update': (input) => (updated.push(input), aModel()) }));
    await user.click(await screen.findByRole('button', { name: 'モデル「keiri 第1版」を編集' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('radio', { name: /モデルサーバー/ }));
    await user.type(within(dialog).getByLabelText('サーバーのアドレス'), 'http://127.0.0.1:8000/v1');
    await user.click(within(dialog).getByRole('button', { name: '保存' }));
    await waitFor(() => expect(updated).toMatchObject([{ model_id: 1, file: null, adapter: null, server_url: 'http://127.0.0.1:8000/v1' }]));
  });
});
