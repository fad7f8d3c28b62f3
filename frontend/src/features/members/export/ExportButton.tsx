import { IconDownload } from '@tabler/icons-react';
import type { MemberQuery } from '@/api';
import { useWords } from '@/language';
import { Button, lazyPart, Part } from '@/ui';
import { membersWords } from '../words';

const ExportDialog = lazyPart(() => import('./ExportDialog').then((part) => part.ExportDialog));

interface ExportButtonProps {
  /** The list as it stands: its filters, its view, its order. */
  query: MemberQuery;
  /** Rows of the list, once known. */
  count?: number | undefined;
  /** Keys of the columns on the screen, in their order; without it the file has all of them. */
  columns?: readonly string[] | undefined;
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** The list as a file for a spreadsheet, or its people for an address book. */
export function ExportButton({ query, count, columns, open, onOpen }: ExportButtonProps) {
  const w = useWords(membersWords).list;
  return (
    <>
      <Button
        icon={<IconDownload size={20} stroke={1.75} aria-hidden />}
        reason={count === 0 ? w.nothingToExport : null}
        aria-haspopup="dialog"
        onClick={() => onOpen(true)}
      >
        {w.export}
      </Button>
      <Part>
        {open && <ExportDialog query={query} count={count} columns={columns} onClose={() => onOpen(false)} />}
      </Part>
    </>
  );
}
