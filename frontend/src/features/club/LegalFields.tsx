import { useWords } from '@/language';
import { AreaField, Button, FieldStack, TextField, toast } from '@/ui';
import type { ClubForm } from './clubForm';
import { setupWords } from './setupWords';
import { clubWords } from './words';

/** Where the club is reached, and its legal notice with a text to start from. */
export function LegalFields({ form }: { form: ClubForm }) {
  const w = useWords(clubWords).club;
  const s = useWords(setupWords).notice;
  const { name, address, contact_phone: phone, privacy_contact: contact, legal_notice: before } = form.values;
  const propose = () => {
    form.set(
      'legal_notice',
      s.text({
        name: name.trim() || s.yourBody,
        address: address.trim().replace(/\s*\n\s*/g, ', ') || s.yourAddress,
        contact: contact.trim() || s.yourContact,
        phone: phone.trim() || s.yourPhone,
      }),
    );
    if (before.trim() !== '') toast({ text: s.replaced, undo: async () => form.set('legal_notice', before) });
  };
  return (
    <FieldStack>
      <AreaField
        label={w.address}
        description={s.addressHint}
        autoComplete="street-address"
        {...form.field('address')}
      />
      <TextField
        label={w.privacy}
        description={s.privacyHint}
        type="email"
        inputMode="email"
        {...form.field('privacy_contact')}
      />
      <AreaField
        label={w.notice}
        description={s.hint}
        {...form.field('legal_notice')}
        rows={before.trim() ? 13 : 4}
      />
      <div>
        <Button onClick={propose}>{before.trim() === '' ? s.propose : s.again}</Button>
      </div>
    </FieldStack>
  );
}
