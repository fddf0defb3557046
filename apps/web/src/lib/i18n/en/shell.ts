import type { shell as ja } from '../ja/shell';

export const shell: typeof ja = {
  connection: {
    lost: 'The server cannot be reached.',
    kept: 'What you typed is kept. Trying again by itself.',
    tryNow: 'Try now',
    recovered: 'Connected again.',
  },
  update: {
    available: 'There is a new version.',
    kept: 'Please reload the page. What you typed is kept.',
    reload: 'Reload',
    missing: 'This page was replaced by a new version. Reload to open it. What you typed is kept.',
  },
  diff: { same: 'The texts are the same.', tooLong: 'The texts are too long for their differences to be marked.' },
};
