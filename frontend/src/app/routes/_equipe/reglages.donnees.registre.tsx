import { createFileRoute } from '@tanstack/react-router';
import { RegisterPage } from '@/features/privacy';

export const Route = createFileRoute('/_equipe/reglages/donnees/registre')({ component: RegisterPage });
