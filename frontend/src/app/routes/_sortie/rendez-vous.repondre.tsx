import { createFileRoute } from '@tanstack/react-router';
import { AnswerInvitationPage } from '@/features/events';

export const Route = createFileRoute('/_sortie/rendez-vous/repondre')({ component: AnswerInvitationPage });
