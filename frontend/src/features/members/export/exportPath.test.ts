import { expect, it } from 'vitest';
import { type Choice, exportPath } from './exportPath';

const choice: Choice = { format: 'xlsx', columns: 'shown', people: false };
const asked = (path: string) => Object.fromEntries(new URLSearchParams(path.split('?')[1]));

it('asks for the list as it stands, without the page one is on', () => {
  const query = { q: 'café & co', archived: true, sort: '-name', limit: 60, cursor: 'x', with_total: true };
  expect(asked(exportPath(query, choice, undefined))).toEqual({
    format: 'xlsx',
    q: 'café & co',
    archived: 'true',
    sort: '-name',
  });
});

it('asks for the columns of the screen, or for all of them even when a view is open', () => {
  const shown = ['name', 'custom.gobelets'];
  expect(asked(exportPath({}, choice, shown)).columns).toBe('name,custom.gobelets');
  expect(asked(exportPath({}, { ...choice, columns: 'all' }, shown)).columns).toBeUndefined();
  const view = '0192f0c4-0000-7000-8000-000000000000';
  expect(asked(exportPath({ view }, { ...choice, columns: 'all' }, shown))).toMatchObject({
    columns: 'all',
    view,
  });
});

it('asks for each kind of text by its profile', () => {
  expect(asked(exportPath({}, { ...choice, format: 'csv_excel' }, undefined))).toEqual({
    format: 'csv',
    profile: 'excel_fr',
  });
  expect(asked(exportPath({}, { ...choice, format: 'csv_open', people: true }, undefined))).toEqual({
    format: 'csv',
    profile: 'open',
    people: 'true',
  });
});

it('asks for cards without columns', () => {
  expect(asked(exportPath({}, { format: 'vcf', columns: 'shown', people: true }, ['name']))).toEqual({
    format: 'vcf',
  });
});
