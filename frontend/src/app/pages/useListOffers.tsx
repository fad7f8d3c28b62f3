/** What the list of members offers to Ctrl K. */
import {
  IconBookmarkPlus,
  IconColumnInsertRight,
  IconDownload,
  IconFilter,
  IconLayoutRows,
  IconPencil,
} from '@tabler/icons-react';
import { gridWords, MOST_CHOSEN, MOST_LISTED, type useStanding } from '@/features/members';
import { viewsWords } from '@/features/views';
import { useWords } from '@/language';
import { sheetWords } from '@/sheet';
import { useOffers } from '../offers';

interface ListOffers {
  /** There is a list, whose name is told. */
  shown: boolean;
  table: boolean;
  standing: ReturnType<typeof useStanding>;
  savable: boolean;
  onExport: () => void;
  onFilter: () => void;
  onSave: () => void;
}

const icon = { size: 22, stroke: 1.75, 'aria-hidden': true } as const;
const DENSITIES = ['comfort', 'standard', 'compact'] as const;

export function useListOffers({ shown, table, standing, savable, ...does }: ListOffers): void {
  const grid = useWords(gridWords);
  const views = useWords(viewsWords);
  const sheet = useWords(sheetWords);
  const densities = DENSITIES.filter((density) => table && density !== standing.density);
  useOffers(
    shown
      ? [
          {
            id: 'filter',
            label: grid.offers.filter,
            icon: <IconFilter {...icon} />,
            run: does.onFilter,
          },
          { id: 'export', label: grid.offers.export, icon: <IconDownload {...icon} />, run: does.onExport },
          ...(savable
            ? [
                {
                  id: 'save-view',
                  label: views.saveThis,
                  icon: <IconBookmarkPlus {...icon} />,
                  run: does.onSave,
                },
              ]
            : []),
          ...densities.map((density) => ({
            id: `density-${density}`,
            label: grid.offers.density(sheet.densities[density]),
            words: sheet.density,
            sought: true,
            icon: <IconLayoutRows {...icon} />,
            run: () => standing.onDensity(density),
          })),
        ]
      : [],
  );
}

interface DeskOffers {
  /** This person may change members. */
  writes: boolean;
  selected: number;
  /** Rows of the list that may be changed all at once. */
  total: number | undefined;
  onEdit: (which: 'selected' | 'all') => void;
  onColumn: () => void;
}

/** What the table offers beside its list. */
export function useDeskOffers({ writes, selected, total, onEdit, onColumn }: DeskOffers): void {
  const w = useWords(gridWords);
  const edits = [
    ...(selected <= MOST_CHOSEN
      ? [{ id: 'edit-selected', label: w.offers.selected(selected), run: () => onEdit('selected') }]
      : []),
    ...(total && total <= MOST_LISTED
      ? [{ id: 'edit-all', label: w.offers.all(total), run: () => onEdit('all') }]
      : []),
  ].map((edit) => ({ ...edit, words: w.edit, icon: <IconPencil {...icon} /> }));
  useOffers(
    writes
      ? [
          ...edits,
          { id: 'column', label: w.addColumn, icon: <IconColumnInsertRight {...icon} />, run: onColumn },
        ]
      : [],
  );
}
