import { createFileRoute } from '@tanstack/react-router';
import { CheckInPage } from '@/features/events';

export const Route = createFileRoute('/_sortie/rendez-vous/accueil')({ component: CheckInPage });
