import { createFileRoute } from '@tanstack/react-router';
import { SignedOutFrame } from '@/app/pages/SignedOutFrame';

export const Route = createFileRoute('/_sortie')({ component: SignedOutFrame });
