import { expect, it } from 'vitest';
import { changed, changesOf, draftOf, fieldOf, writtenOf } from './draft';
import { sheetOf } from './sheets.fixture';

const sheet = sheetOf({ title: 'Une fête', content: { sections: { context: 'Chaque été.' } } });

it('sends what was changed alone, each section for itself', () => {
  const draft = draftOf(sheet);
  const before = writtenOf(draft);
  expect(changed(before, writtenOf({ ...draft, title: 'Une fête ' }))).toEqual([]);
  const after = writtenOf({
    ...draft,
    title: 'Une fête sans jetable',
    'sections.context': '',
    'sections.description': 'Des gobelets.',
    axes: [7, 2],
  });
  const fields = changed(before, after);
  expect(changesOf(fields, after)).toEqual({
    title: 'Une fête sans jetable',
    content: { axes: [2, 7], sections: { context: null, description: 'Des gobelets.' } },
  });
});

it('keeps back what is half typed', () => {
  const draft = draftOf(sheet);
  const step = { id: 'a', from: '2026-02', until: '', label: '' };
  const written = writtenOf({ ...draft, planning: [step, { ...step, id: 'b', label: 'Achats ' }] });
  expect(written.planning).toEqual([{ from: '2026-02', until: null, label: 'Achats' }]);
  expect(writtenOf({ ...draft, means: { fte: '0,2', euros: 'peu' } }).means).toEqual({
    fte: 0.2,
    euros: null,
  });
});

it('finds the field that the server speaks of', () => {
  const [picture] = sheetOf({ media: [{ id: 'p1' }] }).media;
  expect(fieldOf('/content/sections/context')).toBe('sections.context');
  expect(fieldOf('/content/figures/0/label')).toBe('figures');
  expect(fieldOf('/member_id')).toBe('member');
  expect(fieldOf('/media/0/alt', picture ? [picture] : [])).toBe('media.p1');
  expect(fieldOf('/confirmation')).toBe('confirmation');
});
