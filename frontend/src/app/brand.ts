import { useQuery } from '@tanstack/react-query';
import { publicClubQuery } from '@/features/club';
import { useLanguage } from '@/language';
import type { Brand, FootTold } from '@/layout';
import { sitePage } from '@/ui';

/** The club's name and logo, for the shells; the product's own name until the answer is there. */
export function useBrand(): Brand {
  const { data } = useQuery(publicClubQuery);
  return { name: data?.name ?? 'Maillage', tagline: data?.tagline ?? null, logoUrl: data?.logo_url ?? null };
}

/** Where anyone looks members up; null while the club has no directory. */
export function useDirectory(): string | null {
  const open = useQuery(publicClubQuery).data?.directory_open === true;
  const address = sitePage('/annuaire', useLanguage());
  return open ? address : null;
}

/** What stands at the foot of a page. */
export function useFoot(): FootTold {
  const { data } = useQuery(publicClubQuery);
  return {
    accessibility: data?.accessibility ?? 'unknown',
    legalNotice: Boolean(data?.legal_notice.trim()),
  };
}

export function initialsOf(name: string): string {
  const parts = name.split(/\s+/).filter(Boolean);
  return ((parts[0]?.[0] ?? '') + (parts.length > 1 ? (parts.at(-1)?.[0] ?? '') : '')).toUpperCase();
}
