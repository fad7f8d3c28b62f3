import { expect, it } from 'vitest';
import type { Account } from '@/api';
import { settingsPagesOf } from './settingsPages';

const tabs = (role: string | null) => settingsPagesOf({ role } as Account).map(({ tab }) => tab);

it('offers those of administrators to them alone, every one of them', () => {
  expect(tabs('admin')).toEqual(expect.arrayContaining(['club', 'relay', 'operations', 'journal']));
  expect(tabs('coordinator')).not.toContain('relay');
  expect(tabs('reader')).toEqual([
    'club',
    'territory',
    'topics',
    'fields',
    'keywords',
    'places',
    'moderation',
    'directory',
    'privacy',
    'accessibility',
  ]);
});
