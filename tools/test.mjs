// npm test: everything that has to hold, on real parts. Ends with the line `N passed, N failed`, summed over all runners.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, run } from './build.mjs';
import { requireChromium } from './chromium.mjs';
import { install, root } from './install.mjs';
import { requirePytorch } from './pytorch.mjs';

process.chdir(root);
install();
const chromium = requireChromium();
const python = requirePytorch();
build();

const reports = mkdtempSync(path.join(tmpdir(), 'llamune-test-'));
const counts = { passed: 0, failed: 0 };
const add = (passed, failed) => {
  counts.passed += passed;
  counts.failed += failed;
};
const title = (text) => console.log(`\n== ${text}`);
const read = (file) => {
  try {
    return JSON.parse(readFileSync(path.join(reports, file), 'utf8'));
  } catch {
    return null;
  }
};

// Each check counts as one test.
for (const [name, program, ...args] of [
  ['types', 'turbo', 'run', 'typecheck', '--output-logs=errors-only', '--no-update-notifier'],
  ['lint', 'oxlint', '--type-aware'],
  ['boundaries between packages', 'turbo', 'boundaries', '--no-update-notifier'],
  ['unused files, exports, dependencies', 'knip'],
]) {
  title(name);
  const ok = run(program, args).status === 0;
  console.log(ok ? 'ok' : 'FAILED');
  add(ok ? 1 : 0, ok ? 0 : 1);
}

title('unit and integration tests');
const vitest = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${path.join(reports, 'vitest.json')}`]);
const units = read('vitest.json');
// A file that could not even be loaded has no tests to count, but it failed.
const brokenFiles = units?.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length ?? 0;
const unitFailures = (units?.numFailedTests ?? 0) + brokenFiles;
add(units?.numPassedTests ?? 0, vitest.status !== 0 && unitFailures === 0 ? 1 : unitFailures);

title('end-to-end tests');
const playwright = run('playwright', ['test'], {
  cwd: path.join(root, 'e2e'),
  env: { CHROMIUM: chromium, PYTHON_WITH_TORCH: python, PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(reports, 'e2e.json'), PATH: `${path.join(root, 'e2e/node_modules/.bin')}${path.delimiter}${process.env.PATH}` },
});
const journeys = read('e2e.json')?.stats;
const journeyFailures = (journeys?.unexpected ?? 0) + (journeys?.flaky ?? 0);
add(journeys?.expected ?? 0, playwright.status !== 0 && journeyFailures === 0 ? 1 : journeyFailures);

rmSync(reports, { recursive: true, force: true });
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed === 0 ? 0 : 1);
