/** The entries that have no place on the screen. */
import { Dialog } from '@/ui';
import { type Entry, NavEntry } from './StaffShell';
import css from './shells.module.css';

interface EntriesProps {
  title: string;
  label: string;
  entries: Entry[];
  onClose: () => void;
}

export function EntriesDialog({ title, label, entries, onClose }: EntriesProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <nav className={css.sheet} aria-label={label}>
        {entries.map((entry) => (
          <NavEntry key={entry.label} entry={entry} onGone={onClose} />
        ))}
      </nav>
    </Dialog>
  );
}
