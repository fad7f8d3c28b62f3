import { createFileRoute } from '@tanstack/react-router';
import { JoinPage } from '@/features/members';

export const Route = createFileRoute('/_sortie/adherer/')({ component: JoinPage });
