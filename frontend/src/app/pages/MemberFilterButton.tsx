import { IconFilter } from '@tabler/icons-react';
import { countOf, type FilterTree, gridWords } from '@/features/members';
import { useWords } from '@/language';
import { Button } from '@/ui';

/** Opens the builder; says how many conditions hold. */
export function FilterButton({ tree, onPress }: { tree: FilterTree | null; onPress: () => void }) {
  const w = useWords(gridWords);
  return (
    <Button
      aria-haspopup="dialog"
      icon={<IconFilter size={20} stroke={1.75} aria-hidden />}
      onClick={onPress}
    >
      {w.conditions(countOf(tree))}
    </Button>
  );
}
