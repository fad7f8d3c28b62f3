import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { ErrorSummary } from './ErrorSummary';
import { TextField } from './inputs';
import { Toasts } from './Toasts';
import { TypeAhead } from './TypeAhead';
import { toast } from './toasts';

afterEach(cleanup);

function DialogScene() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Ouvrir
      </button>
      {open && (
        <Dialog title="Noter" onClose={() => setOpen(false)}>
          <TextField label="Qui" />
        </Dialog>
      )}
    </>
  );
}

function TypeAheadScene({ onPick }: { onPick: (name: string) => void }) {
  const [text, setText] = useState('');
  const items = ['Barr', 'Benfeld'].filter((name) => text !== '' && name.toLowerCase().startsWith(text));
  return (
    <TypeAhead
      label="Commune"
      text={text}
      onText={setText}
      items={items}
      idOf={(name) => name}
      render={(name) => name}
      onPick={onPick}
    />
  );
}

describe('a button that is refused', () => {
  it('stays reachable, does nothing and tells why', async () => {
    const press = vi.fn();
    render(
      <>
        <Button reason="Votre rôle permet de lire." onClick={press}>
          Ajouter
        </Button>
        <Toasts tellFailure={String} />
      </>,
    );
    const button = screen.getByRole('button', { name: 'Ajouter' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await userEvent.click(button);
    expect(press).not.toHaveBeenCalled();
    expect(screen.getByRole('status').textContent).toContain('Votre rôle permet de lire.');
  });
});

describe('a toast', () => {
  it('undoes once, and goes', async () => {
    const undo = vi.fn();
    render(<Toasts tellFailure={String} />);
    toast({ text: 'Barr est archivé.', undo });
    await userEvent.click(await screen.findByRole('button', { name: 'Annuler' }));
    expect(undo).toHaveBeenCalledTimes(1);
    expect(screen.queryByText('Barr est archivé.')).toBeNull();
  });
});

describe('the error summary', () => {
  it('takes the focus and leads to the field', async () => {
    render(
      <>
        <ErrorSummary
          errors={[{ id: 'f-name', label: 'Nom', message: 'Donnez un nom.' }]}
          leftovers={['Autre chose.']}
        />
        <TextField id="f-name" label="Nom" />
      </>,
    );
    expect(document.activeElement).toBe(screen.getByRole('alert'));
    expect(screen.getByText('Autre chose.')).toBeTruthy();
    await userEvent.click(screen.getByRole('link'));
    expect(document.activeElement).toBe(screen.getByLabelText('Nom'));
  });
});

describe('a dialog', () => {
  it('starts in its first field and gives the focus back', async () => {
    render(<DialogScene />);
    const opener = screen.getByRole('button', { name: 'Ouvrir' });
    await userEvent.click(opener);
    expect(document.activeElement).toBe(screen.getByLabelText('Qui'));
    await userEvent.click(screen.getByRole('button', { name: 'Fermer' }));
    expect(document.activeElement).toBe(opener);
  });
});

describe('a type-ahead', () => {
  it('is driven by the keyboard alone', async () => {
    const pick = vi.fn();
    render(<TypeAheadScene onPick={pick} />);
    const field = screen.getByRole('combobox', { name: 'Commune' });
    await userEvent.type(field, 'b');
    expect(screen.getAllByRole('option')).toHaveLength(2);
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(pick).toHaveBeenCalledWith('Benfeld');
    expect(field.getAttribute('aria-expanded')).toBe('false');
  });
});
