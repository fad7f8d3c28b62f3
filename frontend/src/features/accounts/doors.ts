/** What every page needs of accounts: whether there is one yet, its language, the way out. */
import { type Account, answer, api, ifMatch, session } from '@/api';

export const setupState = () => answer(api.GET('/setup'));

/** Ends here whatever the server says: a person who leaves must be gone. */
export async function signOut() {
  try {
    await answer(api.POST('/auth/logout', { params: { header: { 'X-Requested-By': 'maillage' } } }));
  } finally {
    session.close();
  }
}

export async function changeMe(
  revision: number,
  body: { given_name?: string; family_name?: string; language?: Account['language'] },
) {
  const account = await answer(api.PATCH('/me', { params: { header: ifMatch(revision) }, body }));
  session.update(account);
  return account;
}

export const changeLanguage = async (account: Account, language: Account['language']) => {
  if (account.language !== language) await changeMe(account.revision, { language });
};
