import { createFileRoute } from '@tanstack/react-router';
import { ForgottenPage } from '@/features/accounts';

export const Route = createFileRoute('/_sortie/mot-de-passe/oubli')({ component: ForgottenPage });
