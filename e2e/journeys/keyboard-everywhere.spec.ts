import { prepareEveryPage } from '../prepare-every-page.js';
import { visitEach } from '../visit-pages.js';
import { expect, test } from './test.js';

/** Whatever takes the focus shows that it has it, and is where it can be seen. */
const focusWalk = () => {
  const visible = (element: Element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: false }) && element.getClientRects().length > 0;
  const element = document.activeElement!;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    name: `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? ''}`,
    isBody: element === document.body,
    isShown: (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none',
    isInView: visible(element) && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
};
/** How many things on the page can be pressed or written into. */
const controls = () =>
  [...document.querySelectorAll('a[href], button:not(:disabled), input:not(:disabled):not([type=radio]), select:not(:disabled), textarea:not(:disabled), summary')].filter(
    (element) => element.checkVisibility() && (element as HTMLElement).tabIndex >= 0 && getComputedStyle(element).visibility !== 'hidden',
  ).length;

test('the keyboard reaches everything, and shows where it is', async ({ page, server }) => {
  test.setTimeout(1_200_000);
  await visitEach(page, server, await prepareEveryPage(server, 'Every Key'), async (name) => {
    const expected = await page.evaluate(controls);
    // From the start, wherever the page has put the focus.
    await page.evaluate(() => (document.querySelector<HTMLElement>('[role=dialog] button') ?? document.querySelector<HTMLElement>('a[href], input'))?.focus());
    const reached = new Set<string>();
    for (let press = 0; press < Math.min(expected, 60); press++) {
      if (press > 0) await page.keyboard.press('Tab');
      const focus = await page.evaluate(focusWalk);
      if (focus.isBody) break;
      reached.add(`${press} ${focus.name}`);
      expect.soft(focus, `${name}: ${focus.name}`).toMatchObject({ isShown: true, isInView: true });
    }
    expect.soft(reached.size, `${name}: reached by Tab`).toBeGreaterThanOrEqual(Math.min(expected, 60) - 2);
  });
});
