/** People as vCards, for the address book of a telephone or a mail program. */
import { IconAddressBook } from '@tabler/icons-react';
import { useState } from 'react';
import { download, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, toast } from '@/ui';
import { exportWords } from './words';

/** One person. */
export function ContactCardButton({ contactId, name }: { contactId: string; name: string }) {
  const w = useWords(exportWords).cards;
  return (
    <CardsButton path={`/contacts/${contactId}/vcard`} label={w.oneLabel(name)} small>
      {w.one}
    </CardsButton>
  );
}

/** All who are there now. */
export function MemberCardsButton({ memberId, name }: { memberId: string; name: string }) {
  const w = useWords(exportWords).cards;
  return (
    <CardsButton path={`/members/${memberId}/vcards`} label={w.manyLabel(name)}>
      {w.many}
    </CardsButton>
  );
}

interface CardsButtonProps {
  path: string;
  label: string;
  small?: boolean;
  children: string;
}

function CardsButton({ path, label, small = false, children }: CardsButtonProps) {
  const w = useWords(exportWords);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      toast({ text: w.done(await download(path, null)) });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      look="plain"
      size={small ? 'small' : 'medium'}
      icon={<IconAddressBook size={small ? 18 : 20} stroke={1.75} aria-hidden />}
      aria-label={label}
      busy={busy}
      onClick={() => void save()}
    >
      {children}
    </Button>
  );
}
