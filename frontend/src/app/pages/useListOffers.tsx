/** What the list of members offers to Ctrl K, whatever its shape. */
import { IconBookmarkPlus, IconDownload, IconFilter } from '@tabler/icons-react';
import { gridWords } from '@/features/members';
import { viewsWords } from '@/features/views';
import { useWords } from '@/language';
import { useOffers } from '../offers';

interface ListOffers {
  /** There is a list, whose name is told. */
  shown: boolean;
  savable: boolean;
  onExport: () => void;
  onFilter: () => void;
  onSave: () => void;
}

const icon = { size: 22, stroke: 1.75, 'aria-hidden': true } as const;

export function useListOffers({ shown, savable, ...does }: ListOffers): void {
  const grid = useWords(gridWords);
  const views = useWords(viewsWords);
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
        ]
      : [],
  );
}
