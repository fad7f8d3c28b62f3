/** How the fields of a sheet are called, and what they hold in words. */
import { useQuery } from '@tanstack/react-query';
import type { SheetKind } from '@/api';
import { useWords } from '@/language';
import { sectionsQuery } from '../queries';
import { editorWords } from './words';

/** Of a field as `sections.context`, or as versions tell it: `content.sections.context`. */
export function useNameOf(kind: SheetKind): (field: string) => string {
  const w = useWords(editorWords);
  const sections = useQuery(sectionsQuery).data?.[kind] ?? [];
  const names: Record<string, string> = {
    title: w.title,
    member: w.member,
    member_id: w.member,
    summary: w.summary,
    figures: w.figures.title,
    planning: w.planning.title,
    partners: w.partners.others,
    keywords: w.keywords,
    topics: w.topics,
    axes: w.axes,
    publics: w.publics,
    communes: w.communes,
    media: w.pictures.title,
    external_url: w.contact.url,
  };
  return (field) => {
    const bare = field.replace(/^content\./, '');
    if (bare.startsWith('means')) return [w.fte, w.euros].join(', ');
    if (bare.startsWith('contact')) return w.contact.title;
    const key = bare.replace(/^sections\./, '');
    return sections.find((section) => section.key === key)?.label ?? names[bare] ?? bare;
  };
}
