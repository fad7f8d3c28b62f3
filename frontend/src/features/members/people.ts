/** What becomes of a change of people, and what follows from it. */
import type { QueryClient } from '@tanstack/react-query';
import type { Contact, Proposal } from '@/api';
import { membersChanged } from './queries';

/** 202: it was asked for, and the team decides. */
export const waits = (saved: Contact | Proposal): saved is Proposal => 'about' in saved;

/** What waits is shown too, in the member's own space. */
export const peopleChanged = (client: QueryClient) =>
  Promise.all([
    membersChanged(client),
    ...['profile', 'proposals'].map((first) => client.invalidateQueries({ queryKey: [first] })),
  ]);
