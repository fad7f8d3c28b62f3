import { IconDownload } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import type { MemberQuery } from '@/api';
import { useWords } from '@/language';
import { Button, Part } from '@/ui';
import { membersWords } from '../words';

const ExportDialog = lazy(() => import('./ExportDialog').then((part) => ({ default: part.ExportDialog })));

interface ExportButtonProps {
  /** The list as it stands: its filters, its view, its order. */
  query: MemberQuery;
  /** Rows of the list, once known. */
  count?: number | undefined;
  /** Keys of the columns on the screen, in their order; without it the file has all of them. */
  columns?: readonly string[] | undefined;
  size?: 'medium' | 'small';
}

/** The list as a file for a spreadsheet, or its people for an address book. */
export function ExportButton({ query, count, columns, size = 'medium' }: ExportButtonProps) {
  const w = useWords(membersWords).list;
  const [open, setOpen] = useState(false);
  const icon = size === 'small' ? 18 : 20;
  return (
    <>
      <Button
        size={size}
        icon={<IconDownload size={icon} stroke={1.75} aria-hidden />}
        reason={count === 0 ? w.nothingToExport : null}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {w.export}
      </Button>
      <Part>
        {open && (
          <ExportDialog query={query} count={count} columns={columns} onClose={() => setOpen(false)} />
        )}
      </Part>
    </>
  );
}
