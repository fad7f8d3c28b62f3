import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { useFocusKept } from './focusKept';

afterEach(cleanup);

function Lines({ names }: { names: string[] }) {
  const list = useFocusKept<HTMLUListElement>(names.length);
  return (
    <main>
      <h1 tabIndex={-1}>Demandes</h1>
      <ul ref={list}>
        {names.map((name) => (
          <li key={name}>
            <button type="button">{name}</button>
          </li>
        ))}
      </ul>
    </main>
  );
}

it('gives the focus to the line in the place of the one that went with it, and to the title after the last', () => {
  const { rerender } = render(<Lines names={['A', 'B', 'C']} />);
  screen.getByRole('button', { name: 'B' }).focus();
  rerender(<Lines names={['A', 'C']} />);
  expect(document.activeElement?.textContent).toBe('C');
  rerender(<Lines names={['A']} />);
  expect(document.activeElement?.textContent).toBe('A');
  rerender(<Lines names={[]} />);
  expect(document.activeElement).toBe(screen.getByRole('heading'));
});

it('leaves the focus where it is when it is elsewhere', () => {
  const { rerender } = render(<Lines names={['A', 'B']} />);
  rerender(<Lines names={['B']} />);
  expect(document.activeElement).toBe(document.body);
});
