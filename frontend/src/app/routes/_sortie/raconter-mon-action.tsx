import { createFileRoute } from '@tanstack/react-router';
import { InterviewPage } from '@/features/practice_sheets';

export const Route = createFileRoute('/_sortie/raconter-mon-action')({ component: InterviewPage });
