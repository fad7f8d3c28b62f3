import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { closeLog, openLog, useLogAbout, useLogSubject } from './logDoor';

const barr = { id: 'b', name: 'Ville de Barr', kind: 'commune' } as const;
const subject = () => renderHook(() => useLogSubject()).result.current?.members;

it('knows with whom while a member is shown, and forgets it with the page', () => {
  const page = renderHook(() => useLogAbout(barr));
  openLog();
  expect(subject()).toEqual([barr]);
  openLog({ members: [{ id: 'v', name: 'Villé' }] });
  expect(subject()).toEqual([{ id: 'v', name: 'Villé' }]);
  page.unmount();
  openLog();
  expect(subject()).toEqual([]);
  closeLog();
});
