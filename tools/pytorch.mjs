// The Python that trains the demo model in the end-to-end tests: the system's own, with PyTorch and numpy.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = [process.env.PYTHON_WITH_TORCH, '/usr/bin/python3', 'python3'];
const trains = (place) => place && spawnSync(place, ['-c', 'import torch, numpy'], { stdio: 'ignore' }).status === 0;

/** Path of a Python with PyTorch. On Debian it is installed when it is missing; elsewhere this says what to install. */
export const requirePytorch = () => {
  const found = places.find(trains);
  if (found) return found;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.log('PyTorch をインストールしています（訓練の通しテストに使います）…');
    // With OpenBLAS: the reference BLAS that would come otherwise takes ten times as long.
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'python3-torch', 'python3-numpy', 'libopenblas0-pthread']])
      spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  const now = places.find(trains);
  if (now) return now;
  console.error(
    [
      '訓練の通しテストには、PyTorch と numpy の入った Python 3.11 以上が必要です。次のどれかで入れてから、もう一度 npm test を実行してください。',
      '  Debian / Ubuntu: sudo apt-get install --no-install-recommends python3-torch python3-numpy libopenblas0-pthread',
      '  そのほか:        pip install torch numpy',
      '                   別の場所に入れたときは、その python3 のパスを環境変数 PYTHON_WITH_TORCH に指定',
    ].join('\n'),
  );
  process.exit(1);
};
