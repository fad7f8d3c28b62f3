import { createFileRoute } from '@tanstack/react-router';
import { LegalPage } from '@/app/pages/LegalPage';

export const Route = createFileRoute('/_sortie/mentions')({ component: LegalPage });
