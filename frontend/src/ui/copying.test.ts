import { act, renderHook } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { useCopy } from './copying';
import { dismissAll, useToasts } from './toasts';

afterEach(dismissAll);

async function said(clipboard: object | undefined) {
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  const told = renderHook(() => ({ copy: useCopy(), toasts: useToasts() }));
  await act(() => told.result.current.copy('mk_123', 'Copié.'));
  return told.result.current.toasts.map(({ text, tone }) => [text, tone ?? 'done']);
}

it('says what was copied, and what to do where the browser copies nothing', async () => {
  const written: string[] = [];
  expect(await said({ writeText: async (text: string) => void written.push(text) })).toEqual([
    ['Copié.', 'done'],
  ]);
  expect(written).toEqual(['mk_123']);
  dismissAll();
  const refused = 'Le navigateur n’a pas pu copier\u00a0: sélectionnez le texte et copiez-le.';
  expect(await said({ writeText: () => Promise.reject(new Error('no')) })).toEqual([[refused, 'error']]);
  dismissAll();
  expect(await said(undefined)).toEqual([[refused, 'error']]);
});
