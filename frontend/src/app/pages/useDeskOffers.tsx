/** What the table of members offers to Ctrl K, beside its list: it comes with the table. */
import { IconColumnInsertRight, IconLayoutRows, IconPencil } from '@tabler/icons-react';
import { gridWords, MOST_CHOSEN, MOST_LISTED, type useStanding } from '@/features/members';
import { useWords } from '@/language';
import { sheetWords } from '@/sheet';
import { useOffers } from '../offers';

interface DeskOffers {
  /** This person may change members. */
  writes: boolean;
  selected: number;
  /** Rows of the list that may be changed all at once. */
  total: number | undefined;
  standing: ReturnType<typeof useStanding>;
  onEdit: (which: 'selected' | 'all') => void;
  onColumn: () => void;
}

const icon = { size: 22, stroke: 1.75, 'aria-hidden': true } as const;
const DENSITIES = ['comfort', 'standard', 'compact'] as const;

export function useDeskOffers({ writes, selected, total, standing, onEdit, onColumn }: DeskOffers): void {
  const w = useWords(gridWords);
  const sheet = useWords(sheetWords);
  const edits = [
    ...(selected <= MOST_CHOSEN
      ? [{ id: 'edit-selected', label: w.offers.selected(selected), run: () => onEdit('selected') }]
      : []),
    ...(total && total <= MOST_LISTED
      ? [{ id: 'edit-all', label: w.offers.all(total), run: () => onEdit('all') }]
      : []),
  ].map((edit) => ({ ...edit, words: w.edit, icon: <IconPencil {...icon} /> }));
  const column = {
    id: 'column',
    label: w.addColumn,
    icon: <IconColumnInsertRight {...icon} />,
    run: onColumn,
  };
  const densities = DENSITIES.filter((density) => density !== standing.density).map((density) => ({
    id: `density-${density}`,
    label: w.offers.density(sheet.densities[density]),
    words: sheet.density,
    sought: true,
    icon: <IconLayoutRows {...icon} />,
    run: () => standing.onDensity(density),
  }));
  useOffers([...(writes ? [...edits, column] : []), ...densities]);
}
