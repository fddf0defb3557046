import { describe, expect, it } from 'vitest';
import { digitOf, isComposing, movesInside, takesText } from './keyboard';

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({ key, keyCode: 0, isComposing: false, ...more });

describe('keys and input methods', () => {
  it('leaves every key of a composition to the input method', () => {
    expect(isComposing(press('Enter', { isComposing: true }))).toBe(true);
  });
  it('knows the Enter with which Safari ends a composition by its 229 alone', () => {
    expect(isComposing(press('Enter', { keyCode: 229 }))).toBe(true);
    expect(isComposing(press('Enter', { keyCode: 13 }))).toBe(false);
  });
  it.each([
    ['1', 1],
    ['３', 3],
    ['4', null],
    ['12', null],
    ['Process', null],
    ['', null],
  ])('reads %j as the judgement %j', (key, digit) => {
    expect(digitOf(press(key))).toBe(digit);
  });
  it('keeps single keys away from whatever takes text, and only from that', () => {
    document.body.innerHTML = '<textarea></textarea><input type="radio"><button></button><div role="dialog"><button></button></div>';
    const taking = [...document.querySelectorAll('textarea, input, button')].map(takesText);
    expect(taking).toEqual([true, false, false, true]);
  });
  it('leaves the arrows to radio buttons and to what scrolls sideways', () => {
    document.body.innerHTML = '<input type="radio"><div data-scrolls tabindex="0"></div><button></button><input type="checkbox">';
    expect([...document.body.children].map((element) => movesInside(element, 'ArrowRight'))).toEqual([true, true, false, false]);
    expect(movesInside(document.body.firstElementChild, '1')).toBe(false);
  });
});
