/** What became of a log, and whether its question is kept for testing: fetched with what tells it (see `loadTexts`). */
export const lineage = {
  lineage: {
    snapshot: '訓練データ 第{{version}}版',
    split: { train: '訓練用', valid: '確認用', test: '試験用' },
    taken: '{{date}} に取り出し',
    trained: '{{date}} に訓練済み',
    notTrained: '訓練の記録はまだありません',
    notLearned: '試験用のため、モデルは学びません',
    isCurrent: '取り出したときの評価のままです。',
    isChanged: '取り出したあとで、評価か正しい回答が変わりました。訓練データには、変わる前の内容が残っています。',
    models: 'ここから学んだモデル',
    noModels: 'ここから学んだモデルは、まだありません。',
    model: '{{name}} 第{{version}}版',
    generation: '{{count}}世代あと',
    older: 'これより前の訓練データ（{{count}}）',
  },
  heldOut: {
    meaning: '取り置いた質問は、言い換えたものも含めて訓練に使われません。',
    isHeld: '再テスト用に取り置いています（{{date}}、{{name}}）。',
    byOther: '同じ質問のログ {{id}} で取り置いたものです。',
    hold: '再テスト用に取り置く',
    release: '取り置きをやめる',
    held: '再テスト用に取り置きました。',
    released: '取り置きをやめました。',
    undone: '元に戻しました。',
    undo: '元に戻す',
  },
};
