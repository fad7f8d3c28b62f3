import { type FormEvent, useState } from 'react';
import { type ChosenMember, MemberPicker } from '@/features/members';
import { useWords } from '@/language';
import { Button, Dialog, FieldRow, FieldStack, Note, TextField, toast, uiWords } from '@/ui';
import { fold, listedAs } from '../registrations/names';
import { peopleWords } from '../registrations/words/people';
import type { DoorLine } from './Door';
import type { NotedWalkIn } from './kept';
import { doorWords } from './words';

interface WalkInProps {
  lines: readonly DoorLine[];
  /** What was looked for in vain. */
  name: string;
  onCome: (person: Omit<NotedWalkIn, 'id' | 'refused'>) => void;
  onTick: (id: string) => void;
  onClose: () => void;
}

/** Somebody who came without a word: a name suffices. Who has that name on the list is shown before they are added. */
export function WalkInDialog({ lines, name, onCome, onTick, onClose }: WalkInProps) {
  const w = useWords(doorWords);
  const p = useWords(peopleWords);
  const { cancel } = useWords(uiWords);
  const [given, setGiven] = useState('');
  const [family, setFamily] = useState(name);
  const [organisation, setOrganisation] = useState('');
  const [member, setMember] = useState<ChosenMember | null>(null);
  const [needed, setNeeded] = useState(false);
  const called = (one: { given_name: string; family_name: string }) => fold(listedAs(one));
  const alike = lines.filter(
    (line) =>
      family.trim() !== '' &&
      called(line) === called({ given_name: given.trim(), family_name: family.trim() }),
  );
  const add = (event?: FormEvent) => {
    event?.preventDefault();
    if (family.trim() === '') {
      setNeeded(true);
      return;
    }
    const person = { given_name: given.trim(), family_name: family.trim() };
    onCome({
      ...person,
      organisation: member?.name ?? organisation.trim(),
      member_id: member?.id ?? null,
      another: alike.length > 0,
    });
    toast({ text: w.added(listedAs(person)) });
    onClose();
  };
  return (
    <Dialog
      title={w.walkIn}
      onClose={onClose}
      onSubmit={add}
      footer={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button look="main" type="submit">
            {alike.length > 0 ? w.addAnother : w.add}
          </Button>
        </>
      }
    >
      <FieldStack>
        <FieldRow>
          <TextField
            label={p.family_name}
            required
            maxLength={100}
            autoComplete="off"
            value={family}
            error={needed && family.trim() === '' ? w.nameNeeded : null}
            onChange={(event) => setFamily(event.currentTarget.value)}
          />
          <TextField
            label={p.given_name}
            maxLength={100}
            autoComplete="off"
            value={given}
            onChange={(event) => setGiven(event.currentTarget.value)}
          />
        </FieldRow>
        {alike.length > 0 && (
          <div role="status">
            <Note tone="warn">
              <p>{w.alike}</p>
              {alike.map((line) => (
                <Button
                  key={line.id}
                  onClick={() => {
                    onTick(line.id);
                    onClose();
                  }}
                >
                  {w.tickThem([listedAs(line), line.organisation].filter(Boolean).join(', '))}
                </Button>
              ))}
            </Note>
          </div>
        )}
        <MemberPicker
          label={w.member}
          hint={w.memberHint}
          chosen={member ? [member] : []}
          onChange={(chosen) => setMember(chosen.at(-1) ?? null)}
          removeLabel={w.remove}
        />
        {!member && (
          <TextField
            label={w.organisation}
            maxLength={200}
            autoComplete="organization"
            value={organisation}
            onChange={(event) => setOrganisation(event.currentTarget.value)}
          />
        )}
      </FieldStack>
    </Dialog>
  );
}
