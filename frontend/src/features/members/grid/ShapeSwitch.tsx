import { IconLayoutList, IconTable } from '@tabler/icons-react';
import { useWords } from '@/language';
import { Chip, FilterChips } from '@/ui';
import type { Shape } from './shape';
import { gridWords } from './words';

const SHAPES = { table: IconTable, cards: IconLayoutList } as const;

export function ShapeSwitch({ shape, onShape }: { shape: Shape; onShape: (shape: Shape) => void }) {
  const w = useWords(gridWords);
  return (
    <FilterChips label={w.shape}>
      {(['table', 'cards'] as const).map((one) => {
        const Icon = SHAPES[one];
        return (
          <Chip
            key={one}
            pressed={one === shape}
            icon={<Icon size={18} stroke={1.75} aria-hidden />}
            onPress={() => onShape(one)}
          >
            {w.shapes[one]}
          </Chip>
        );
      })}
    </FilterChips>
  );
}
