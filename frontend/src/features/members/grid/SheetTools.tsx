/** Above the grid: what can be done with the selected rows, or with all of the list. */
import { IconChevronDown, IconColumnInsertRight, IconPencil, IconPhonePlus } from '@tabler/icons-react';
import { useWords } from '@/language';
import { Button, Menu, MenuItem } from '@/ui';
import { gridWords } from './words';

interface SheetToolsProps {
  /** Rows of the selection. */
  selected: number;
  /** Rows of the list that may be changed all at once, once known. */
  total: number | undefined;
  /** Why nothing can be changed. */
  reason: string | null;
  onLog: () => void;
  onEdit: (which: 'selected' | 'all') => void;
  onColumn: () => void;
}

/** The quick log names each of them. */
const MOST_LOGGED = 100;
/** As many as the server changes at once: of rows that are named, and of a list. */
export const MOST_CHOSEN = 1000;
export const MOST_LISTED = 10_000;
const icon = { size: 20, stroke: 1.75, 'aria-hidden': true } as const;

export function SheetTools({ selected, total, reason, onLog, onEdit, onColumn }: SheetToolsProps) {
  const w = useWords(gridWords);
  const many = selected > 1;
  return (
    <>
      <Button
        size="small"
        reason={reason ?? (selected > MOST_LOGGED ? w.logTooMany(MOST_LOGGED) : null)}
        icon={<IconPhonePlus {...icon} />}
        onClick={onLog}
      >
        {many ? w.logMany(selected) : w.log}
      </Button>
      <Menu
        target={
          <Button size="small" reason={reason} icon={<IconPencil {...icon} />}>
            {w.edit}
            <IconChevronDown size={16} stroke={1.75} aria-hidden />
          </Button>
        }
      >
        <MenuItem
          icon={<IconPencil {...icon} />}
          reason={selected > MOST_CHOSEN ? w.tooManyChosen(MOST_CHOSEN) : null}
          onClick={() => onEdit('selected')}
        >
          {w.editSelected(selected)}
        </MenuItem>
        {total !== undefined && total > 0 && (
          <MenuItem
            icon={<IconPencil {...icon} />}
            reason={total > MOST_LISTED ? w.tooManyListed(MOST_LISTED) : null}
            onClick={() => onEdit('all')}
          >
            {w.editAll(total)}
          </MenuItem>
        )}
      </Menu>
      <Button
        size="small"
        look="plain"
        reason={reason}
        icon={<IconColumnInsertRight {...icon} />}
        onClick={onColumn}
      >
        {w.addColumn}
      </Button>
    </>
  );
}
