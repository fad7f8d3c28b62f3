import { createFileRoute } from '@tanstack/react-router';
import { ConfirmJoinPage } from '@/features/members';

export const Route = createFileRoute('/_sortie/adherer/confirmer')({ component: ConfirmJoinPage });
