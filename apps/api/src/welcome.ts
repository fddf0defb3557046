import type { EmbeddedPostgres } from '@llamune/db';

interface Facts {
  host: string;
  port: number;
  /** Shown this once; null when it was shown before or is fixed by the environment. */
  adminKey: string | null;
  adminKeyFixed: boolean;
  embedded: EmbeddedPostgres | null;
  modelsDir: string;
}

/** What whoever started the server needs next. */
export const welcome = ({ host, port, adminKey, adminKeyFixed, embedded, modelsDir }: Facts): string => {
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere || host === '127.0.0.1' || host === '::1' ? 'localhost' : host;
  const url = `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
  const lines = ['', `llamune_poc が起動しました: ${url}`, `  APIの説明: ${url}/docs`, `  モデルの置き場所: ${modelsDir}`];
  if (adminKey)
    lines.push(
      '',
      '管理者（admin）のサインイン用リンク（この一度だけ表示します。控えておいてください）:',
      `  ${url}/app/sign-in#key=${adminKey}`,
      '  APIキー（X-API-Key）は、このリンクの key= の後ろの部分です。',
    );
  else if (adminKeyFixed) lines.push('  管理者は、設定の ADMIN_API_KEY でサインインできます。');
  if (embedded)
    lines.push(
      '',
      'psql で組み込みのデータベースを使うには、先に次の行を実行してください:',
      `  export PGHOST=${embedded.host} PGPORT=${embedded.port} PGUSER=${embedded.user} PGPASSFILE=${shellQuoted(embedded.passwordFile)}`,
      '  psql llamune_poc',
    );
  lines.push('', '終了するには Ctrl-C を押してください。');
  return lines.join('\n');
};

const shellQuoted = (text: string) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
