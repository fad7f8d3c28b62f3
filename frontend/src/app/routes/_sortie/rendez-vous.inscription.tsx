import { createFileRoute } from '@tanstack/react-router';
import { SeatPage } from '@/features/events';

export const Route = createFileRoute('/_sortie/rendez-vous/inscription')({ component: SeatPage });
