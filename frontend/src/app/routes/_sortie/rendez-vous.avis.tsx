import { createFileRoute } from '@tanstack/react-router';
import { SurveyPage } from '@/features/events';

export const Route = createFileRoute('/_sortie/rendez-vous/avis')({ component: SurveyPage });
