import { IconFilter } from '@tabler/icons-react';
import { countOf, type FilterTree, gridWords } from '@/features/members';
import { useWords } from '@/language';
import { Button } from '@/ui';

interface FilterButtonProps {
  tree: FilterTree | null;
  /** It stands among other filters, in their dialog. */
  inside?: boolean;
  onPress: () => void;
}

/** Opens the builder; says how many conditions hold. */
export function FilterButton({ tree, inside = false, onPress }: FilterButtonProps) {
  const w = useWords(gridWords);
  const count = countOf(tree);
  return (
    <Button
      aria-haspopup="dialog"
      icon={<IconFilter size={20} stroke={1.75} aria-hidden />}
      onClick={onPress}
    >
      {inside ? w.moreConditions(count) : w.conditions(count)}
    </Button>
  );
}
