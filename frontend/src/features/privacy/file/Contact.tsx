import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api';
import { useWords } from '@/language';
import { SiteLink } from '@/ui';
import css from './file.module.css';
import { fileWords } from './words';

const noticeQuery = queryOptions({
  queryKey: ['privacy', 'notice'],
  queryFn: ({ signal }) => answer(api.GET('/public/privacy', { signal })),
  staleTime: 10 * 60_000,
});

/** Whom to write to: what the club names is a mailbox, or a person with a postal address. */
export function Contact() {
  const w = useWords(fileWords);
  const contact = useQuery(noticeQuery).data?.contact ?? '';
  return (
    <p className={css.hint}>
      {contact === '' ? w.ask : `${w.write} `}
      {/^\S+@\S+$/.test(contact) ? <a href={`mailto:${contact}`}>{contact}</a> : contact}{' '}
      <SiteLink to="/donnees-personnelles">{w.rights}</SiteLink>
    </p>
  );
}
