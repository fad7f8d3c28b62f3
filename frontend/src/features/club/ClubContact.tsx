/** Whom a member turns to, for any page that leaves a question open. */
import { IconMail, IconPhone } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { phoneLink, readablePhone, useWords } from '@/language';
import { Card } from '@/ui';
import css from './club.module.css';
import { publicClubQuery } from './publicClub';
import { clubWords } from './words';

export function ClubContact() {
  const w = useWords(clubWords).club;
  const { data: club } = useQuery(publicClubQuery);
  if (!club) return null;
  const { contact_name: name, contact_email: email, contact_phone: phone } = club;
  return (
    <Card title={w.contactAsk}>
      <p>{name || (email || phone ? club.name : w.contactNobody)}</p>
      {(email || phone) && (
        <p className={css.reach}>
          {phone && (
            <a href={phoneLink(phone)}>
              <IconPhone size={18} stroke={1.75} aria-hidden /> {readablePhone(phone)}
            </a>
          )}
          {email && (
            <a href={`mailto:${email}`}>
              <IconMail size={18} stroke={1.75} aria-hidden /> {email}
            </a>
          )}
        </p>
      )}
    </Card>
  );
}
