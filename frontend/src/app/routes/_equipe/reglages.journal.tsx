import { createFileRoute } from '@tanstack/react-router';
import { Journal } from '@/app/pages/Journal';

export const Route = createFileRoute('/_equipe/reglages/journal')({ component: Journal });
