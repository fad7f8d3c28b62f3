import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { mailRelayQuery } from '@/features/club';
import { mailTold } from './mailTold';
import { fr } from './words/fr';

const go = () => undefined;

async function told(source: 'none' | 'settings') {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(mailRelayQuery.queryKey, { source } as never);
  return mailTold(client, fr.inviteForm, 'lea@barr.example', go);
}

it('an invitation that no server sends is said to be kept, with the way to it', async () => {
  expect(await told('settings')).toEqual({ text: 'Invitation envoyée à lea@barr.example.' });
  expect(await told('none')).toEqual({
    text: 'Rien n’envoie de messages ici : l’invitation de lea@barr.example est gardée.',
    way: { label: 'Voir', go },
  });
});
