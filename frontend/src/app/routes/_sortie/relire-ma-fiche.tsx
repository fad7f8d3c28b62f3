import { createFileRoute } from '@tanstack/react-router';
import { ConfirmPage } from '@/features/practice_sheets';

export const Route = createFileRoute('/_sortie/relire-ma-fiche')({ component: ConfirmPage });
