// The browser of the end-to-end tests: the system's own. Playwright's download is not used, it needs a host of its own.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const installed = () => places.find((place) => place && existsSync(place));

/** Path of a Chromium. On Debian it is installed when it is missing; elsewhere this says what to install. */
export const requireChromium = () => {
  const found = installed();
  if (found) return found;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.log('Chromium をインストールしています（画面のテストに使います）…');
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']])
      spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  const now = installed();
  if (now) return now;
  console.error(
    [
      '画面のテストには Chromium（または Google Chrome）が必要です。次のどれかで入れてから、もう一度 npm test を実行してください。',
      '  Debian / Ubuntu: sudo apt-get install chromium fonts-noto-cjk',
      '  macOS:           brew install --cask google-chrome',
      '  そのほか:        インストールした実行ファイルの場所を環境変数 CHROMIUM に指定',
    ].join('\n'),
  );
  process.exit(1);
};
