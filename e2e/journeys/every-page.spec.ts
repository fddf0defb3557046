import { prepareEveryPage } from '../prepare-every-page.js';
import { visitEach } from '../visit-pages.js';
import { seriousFaults } from '../axe.js';
import { expect, test } from './test.js';

test('no page has a serious accessibility fault or scrolls sideways, light or dark, wide or narrow', async ({ page, server }) => {
  test.setTimeout(1_200_000);
  await visitEach(page, server, await prepareEveryPage(server, 'Every Page'), async (name) => {
    for (const [width, colorScheme] of [
      [1440, 'light'],
      [390, 'dark'],
    ] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 844 });
      // Colours change in a moment, and what depends on the width is drawn anew.
      await page.waitForTimeout(250);
      expect.soft(await seriousFaults(page), `${name}, ${width} px, ${colorScheme}`).toEqual([]);
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${name}, ${width} px, scrolls sideways by`).toBe(0);
    }
  });
});
