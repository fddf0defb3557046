interface Topic {
  question: string;
  /** As an expert would say it. */
  right: string;
  /** What the first versions of the model say. */
  poor?: { answer: string; evaluation: 2 | 3; reason: string; priority?: 1 | 2 | 3 };
}

/** Questions to an accounting department, with what a small model makes of them. */
export const topics: readonly Topic[] = [
  {
    question: '交際費と会議費は、どのように区分すればよいですか？',
    right:
      '**1人当たりの飲食費**と**目的**で区分します。\n\n| 区分 | 条件 | 損金算入 |\n|---|---|---|\n| 会議費 | 会議に伴う茶菓・弁当など、通常の範囲のもの | 全額 |\n| 交際費に含めない飲食費 | 社外の人との飲食で、1人当たり10,000円以下 | 全額 |\n| 交際費 | 上記以外の接待・供応・慰安・贈答 | 制限あり |\n\n10,000円以下の飲食費を交際費から除くには、次の事項を記載した書類の保存が必要です。\n\n1. 飲食の年月日\n2. 参加者の氏名・名称と関係\n3. 参加者の数\n4. 金額、店の名称と所在地',
    poor: { answer: '1人当たり5,000円以下の飲食費は会議費、それを超えるものは交際費です。', evaluation: 2, reason: '2024年4月から基準は10,000円。保存する書類にも触れていない。', priority: 1 },
  },
  {
    question: '出張の日当は、給与として課税されますか？',
    right: '旅費規程に基づき、**通常必要と認められる範囲**で支給する日当は、給与として課税されません（所得税は非課税）。\n\n役職や地域に照らして高すぎる日当は、超える部分が給与とされることがあります。',
    poor: { answer: '日当は手当の一種なので、給与として源泉徴収の対象になります。', evaluation: 3, reason: '旅費規程に沿った通常の範囲の日当は非課税。逆の説明になっている。', priority: 1 },
  },
  { question: 'タクシー代の領収書をなくしました。精算できますか？', right: '「領収書紛失届」に、日付・経路・金額・理由を書き、上長の承認を得てください。交通費は3万円未満なら、帳簿の記載だけで仕入税額控除を受けられる場合があります。' },
  {
    question: '立替経費の精算期限はいつですか？',
    right: '使った日の属する月の**翌月5営業日**までに申請してください。期限を過ぎたときは、理由を添えて経理部に相談してください。',
    poor: { answer: '経費はいつでも精算できますが、なるべく早めに申請してください。', evaluation: 3, reason: '社内規程では翌月5営業日まで。' },
  },
  { question: 'インボイスの登録番号がない領収書は、どう処理しますか？', right: '課税仕入れの区分を「免税事業者等からの仕入れ」にします。経過措置により、2026年9月30日までは仕入税額相当額の80%、その後2029年9月30日までは50%を控除できます。' },
  {
    question: '会社のクレジットカードで私用の買い物をしてしまいました。',
    right: 'すぐに経理部へ連絡し、利用日・店名・金額を知らせてください。**給与からの天引きではなく、会社の口座への振込**で返金します。会計上は「立替金」とし、入金時に消し込みます。',
    poor: { answer: '次回の経費精算で相殺しますので、そのままで問題ありません。', evaluation: 3, reason: '相殺は認めていない。会社の口座への振込が必要。', priority: 2 },
  },
  { question: '書籍を購入したときの勘定科目は何ですか？', right: '業務に必要な書籍は「新聞図書費」です。研修の教材として配るものは「研修費」にします。' },
  {
    question: '8万円のノートパソコンを買いました。固定資産になりますか？',
    right: '取得価額が**10万円未満**なので固定資産にはせず、「消耗品費」として使い始めた年度の費用にします。10万円以上20万円未満なら、3年で均等に償却する一括償却資産にもできます。',
    poor: { answer: 'パソコンは長く使うものなので、固定資産として4年で減価償却します。', evaluation: 3, reason: '10万円未満は消耗品費。' },
  },
  { question: '電子帳簿保存法で、メールの請求書はどう保存しますか？', right: '受け取った電子データのまま保存します。印刷した紙だけの保存は認められません。\n\n- 改ざん防止（訂正・削除の履歴が残る仕組みか、事務処理規程）\n- 日付・金額・取引先で検索できること\n- 画面と印刷物で、すぐに確かめられること' },
  { question: '海外出張の旅費を外貨で払いました。換算の方法は？', right: '出張前に両替したときは、その両替のレートで換算します。カードで払ったときは、カード会社の請求レートを使います。どちらもないときは、出張の初日の TTM を使ってください。' },
  {
    question: '接待で使った手土産代は、どの科目になりますか？',
    right: '取引先への手土産は「交際費」です。不特定多数に配る粗品は「広告宣伝費」になります。',
    poor: { answer: '手土産代は消耗品費として処理してください。', evaluation: 3, reason: '取引先への贈答は交際費。' },
  },
  { question: '在宅勤務手当は非課税ですか？', right: '毎月定額で支給し、返す必要のない手当は給与として課税されます。実費を精算する方法（通信費や電気料金を業務の割合で計算する方法）なら、課税しなくて構いません。' },
  { question: '仮払金は、いつまでに精算すればよいですか？', right: '出張や行事が終わった日から**7日以内**に、領収書を添えて精算してください。残金は同時に返金します。' },
  {
    question: '消費税の軽減税率8%は、会議の弁当にも使えますか？',
    right: '持ち帰りや配達の弁当は軽減税率（8%）です。店内での飲食や、会場で給仕を伴うケータリングは標準税率（10%）になります。',
    poor: { answer: '会議で使う弁当は業務用なので、標準税率の10%になります。', evaluation: 3, reason: '用途ではなく、提供のしかたで決まる。', priority: 3 },
  },
];

const politely = /^お尋ねします。/;
/** The same in other words. */
export const paraphraseOf = (question: string) => `お尋ねします。${question}`;

export const topicOf = (question: string) => topics.find((topic) => topic.question === question.replace(politely, ''))!;

/** Whether a version of the model has learned it: the first knows what is easy, each later one some more. */
export const answerOf = (question: string, version: number): string => {
  const topic = topicOf(question);
  const { right, poor } = topic;
  // In other words, it finds one here and there harder.
  const index = topics.indexOf(topic) + (politely.test(question) ? 2 : 0);
  return poor && (index + version * 3) % 9 > version * 2 ? poor.answer : right;
};
