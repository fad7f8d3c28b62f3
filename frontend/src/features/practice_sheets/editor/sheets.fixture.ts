/** Sheets for tests: whole, with what a test is about put in. */
import type { Sheet, SheetContent, SheetMedia } from '@/api';

type Part = Partial<Omit<Sheet, 'content' | 'media'>> & {
  content?: Partial<SheetContent>;
  media?: Partial<SheetMedia>[];
};

export function sheetOf({ content, media = [], ...part }: Part = {}): Sheet {
  return {
    id: 's1',
    kind: 'good_practice',
    state: 'draft',
    title: 'Une fête sans vaisselle jetable',
    member: { id: 'm1', name: 'Amicale des pompiers' },
    keywords: [],
    topics: [],
    partners: [],
    version: 0,
    changed_since: false,
    missing: [],
    created_by: 'Claire Muller',
    created_at: '2026-11-23T09:00:00Z',
    updated_at: '2026-11-23T09:00:00Z',
    revision: 1,
    abilities: {},
    ...part,
    content: {
      summary: '',
      external_url: null,
      sections: {},
      figures: [],
      planning: [],
      means: {},
      keywords: [],
      topics: [],
      axes: [],
      publics: [],
      communes: [],
      contact: {},
      ...content,
    },
    media: media.map((one) => ({
      id: 'p1',
      kind: 'picture' as const,
      url: '/api/v1/practice-media/p1/content',
      alt: '',
      title: '',
      credit: '',
      published_in: '',
      cover: false,
      ...one,
    })),
  };
}
