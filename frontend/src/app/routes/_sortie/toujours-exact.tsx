import { createFileRoute } from '@tanstack/react-router';
import { AnswerPage } from '@/features/campaigns';

export const Route = createFileRoute('/_sortie/toujours-exact')({ component: AnswerPage });
