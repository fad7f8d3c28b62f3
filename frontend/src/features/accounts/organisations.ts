import type { ReactNode } from 'react';
import type { MemberRef } from '@/api';

/** Picks the organisations of a person; the page that composes the screen brings it. */
export type OrganisationPicker = (props: {
  label: string;
  hint: string;
  chosen: readonly MemberRef[];
  onChange: (chosen: MemberRef[]) => void;
}) => ReactNode;
