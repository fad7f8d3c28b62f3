import { createFileRoute } from '@tanstack/react-router';
import { AccessibilitySettings } from '@/features/privacy';

export const Route = createFileRoute('/_equipe/reglages/accessibilite')({ component: AccessibilitySettings });
