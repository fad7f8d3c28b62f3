/** Whom a member turns to, for any page that leaves a question open. */
import { useQuery } from '@tanstack/react-query';
import { useWords } from '@/language';
import { Card, Reach } from '@/ui';
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
      {(email || phone) && <Reach phone={phone} email={email} />}
    </Card>
  );
}
