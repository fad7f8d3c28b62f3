import { createFileRoute } from '@tanstack/react-router';
import { FilePage } from '@/features/privacy';

export const Route = createFileRoute('/_sortie/mes-donnees')({ component: FilePage });
