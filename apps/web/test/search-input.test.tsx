import { act, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SearchInput } from '../src/components/ui/search-input';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An address that takes a while to become what was searched for, as on a slow machine. */
function Page({ takesMs }: { takesMs: number }) {
  const [text, setText] = useState('');
  const [draws, setDraws] = useState(0);
  return (
    <>
      <SearchInput label="探す" placeholder="" text={text} onSearch={(next) => setTimeout(() => setText(next), takesMs)} />
      <output>{text}</output>
      <button type="button" onClick={() => setText('')}>{`消す ${draws}`}</button>
      <button type="button" onClick={() => setDraws(draws + 1)}>描き直す</button>
    </>
  );
}
const box = () => screen.getByRole<HTMLInputElement>('searchbox');
const type = (value: string) => fireEvent.change(box(), { target: { value } });
const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));
const address = () => screen.getByRole('status').textContent;

describe('what is searched for', () => {
  it('is not taken out of the hands of whoever types on while the address is still an old one', () => {
    render(<Page takesMs={400} />);
    type('s');
    pass(310);
    fireEvent.click(screen.getByRole('button', { name: '描き直す' }));
    expect(box().value).toBe('s');
    type('sa');
    pass(310);
    type('sat');
    // The address of the first pause comes now, and then that of the second.
    pass(200);
    expect([address(), box().value]).toEqual(['s', 'sat']);
    pass(1000);
    expect([address(), box().value]).toEqual(['sat', 'sat']);
  });

  it('follows the address where somebody else has changed it', () => {
    render(<Page takesMs={0} />);
    type('売掛金');
    pass(400);
    expect(address()).toBe('売掛金');
    fireEvent.click(screen.getByRole('button', { name: /消す/ }));
    expect(box().value).toBe('');
  });
});
