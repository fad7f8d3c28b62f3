import type { ClubEvent } from '@/api';

/** Why this can't be done; null where it can. */
export const reasonOf = ({ abilities }: Pick<ClubEvent, 'abilities'>, verb: string) =>
  abilities[verb]?.allowed === false ? (abilities[verb].reason ?? '') : null;
