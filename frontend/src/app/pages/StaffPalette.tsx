/** Ctrl K on every page of staff: members, people, and what one can do. */
import { useNavigate } from '@tanstack/react-router';
import { PaletteDialog } from '@/features/members';
import { type CommandsGround, useCommands } from '../commands';

export function StaffPalette({ onClose, ...ground }: CommandsGround & { onClose: () => void }) {
  const navigate = useNavigate();
  return (
    <PaletteDialog
      commands={useCommands(ground)}
      onMember={(memberId, person) =>
        void navigate({
          to: '/membres/$memberId',
          params: { memberId },
          search: person ? { onglet: 'personnes' } : {},
        })
      }
      onClose={onClose}
    />
  );
}
