import { createFileRoute } from '@tanstack/react-router';
import { SettingsPage } from '@/app/pages/SettingsPage';

export const Route = createFileRoute('/_equipe/reglages')({ component: SettingsPage });
