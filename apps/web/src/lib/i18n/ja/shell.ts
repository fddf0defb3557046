/** What surrounds every page: the connection, new versions, differences between texts. */
export const shell = {
  connection: {
    lost: 'サーバーにつながりません。',
    kept: '入力は残り、自動で再接続します。',
    tryNow: '今すぐ試す',
    recovered: 'サーバーにつながりました。',
  },
  update: {
    available: '新しい版があります。',
    kept: '読み込み直してください。入力した文は残ります。',
    reload: '読み込み直す',
    missing: 'このページは、新しい版に入れ替わりました。読み込み直すと開けます。入力した文は残ります。',
  },
  diff: { same: '同じ文です。', tooLong: '文が長いため、違いの印は付けずに表示しています。' },
};
