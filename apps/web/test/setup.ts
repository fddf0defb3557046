import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Here and not in a module that the tests share: that is loaded once for several files, and would clean up after the first alone.

// On a busy machine a second is not enough; a test that waits in vain fails all the same.
configure({ asyncUtilTimeout: 30_000 });
afterEach(() => {
  cleanup();
  localStorage.clear();
});
