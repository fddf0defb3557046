// The ways in which somebody scrolls through a list, and what a page does meanwhile.

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs in the page: the milliseconds between its animation frames, until it is stopped. */
export const recordFrames = () => {
  const frames = [];
  let last = 0;
  let goesOn = true;
  const next = (now) => {
    if (last > 0) frames.push(now - last);
    last = now;
    if (goesOn) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  globalThis.stopFrames = () => {
    goesOn = false;
    return frames;
  };
};

export const listOf = (page) => page.evaluateHandle(() => document.querySelector('[role=grid]').parentElement);
/** Of the scroll bar; below it is the thumb. */
const BUTTON_PX = 22;
const drag = async (page, list) => {
  // The thumb is at the top of the bar, at the right edge; down to the end and half way up again.
  const { x, y, height } = await list.evaluate((element) => {
    const { right, top, height } = element.getBoundingClientRect();
    return { x: right - (element.offsetWidth - element.clientWidth) / 2 - 1, y: top, height };
  });
  await page.mouse.move(x, y + BUTTON_PX);
  await page.mouse.down();
  for (let step = 0; step <= 180; step++) {
    const share = step < 120 ? step / 120 : 1 - (step - 120) / 120;
    await page.mouse.move(x, y + BUTTON_PX + share * (height - 2 * BUTTON_PX));
    await pause(16);
  }
  await page.mouse.up();
};
const wheel = (pixels) => async (page) => {
  await page.mouse.move(700, 500);
  for (let turn = 0; turn < 200; turn++) {
    await page.mouse.wheel(0, pixels);
    await pause(16);
  }
};
/** As often as a held key repeats. */
const hold = async (page) => {
  await page.locator('[data-index="0"]').focus();
  for (let press = 0; press < 100; press++) await page.keyboard.press('PageDown', { delay: 33 });
};
const swipe = async (_page, _list, cdp) => {
  const touch = (type, y) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: 190, y }] });
  for (let turn = 0; turn < 8; turn++) {
    await touch('touchStart', 740);
    for (let y = 700; y > 260; y -= 60) {
      await touch('touchMove', y);
      await pause(12);
    }
    await touch('touchEnd');
    await pause(400);
  }
};
export const ways = [
  { name: 'idle', act: () => pause(3000), stays: true },
  { name: 'plain page: wheel', act: wheel(120), plain: true },
  { name: 'plain page: free-spinning wheel', act: wheel(320), plain: true },
  { name: 'wheel, 7,500 px/s', act: wheel(120) },
  { name: 'free-spinning wheel, 20,000 px/s', act: wheel(320) },
  { name: 'dragging the scroll bar', act: drag },
  { name: 'PageDown held', act: hold },
  { name: 'flinging with a finger on a telephone', act: swipe, phone: true },
];

/** The least that can be scrolled: as high as the table's first 2,000 rows, drawn once. */
export const plainPage = `<style>body{margin:0}div div{height:55px;border-bottom:1px solid #ccc}main{height:800px;overflow:auto;background:#fff}</style><main><div role=grid>${Array.from({ length: 2000 }, (_, index) => `<div role=row>${index} 減価償却とは何ですか 固定資産の取得価額を、使える期間に配分することです。</div>`).join('')}</div></main>`;
