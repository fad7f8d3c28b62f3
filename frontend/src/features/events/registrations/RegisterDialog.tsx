import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ClubEvent, idempotencyKey, useServerForm } from '@/api';
import { type ChosenMember, MemberPicker } from '@/features/members';
import { useWords } from '@/language';
import { CheckField, FormDialog, TextField, toast } from '@/ui';
import { registerFor } from '../changes';
import { eventsChanged } from '../queries';
import { PeopleFields } from './PeopleFields';
import { attendeeOf, newPerson } from './people';
import { registrationsWords } from './words';
import { peopleWords } from './words/people';

/** Somebody called: their people get seats, or places in the list. */
export function RegisterDialog({ event, onClose }: { event: ClubEvent; onClose: () => void }) {
  const w = useWords(registrationsWords);
  const { people: label } = useWords(peopleWords);
  const client = useQueryClient();
  const [key] = useState(idempotencyKey);
  const form = useServerForm({
    initial: {
      member_id: null as ChosenMember | null,
      organisation: '',
      people: [newPerson()],
      overbook: false,
    },
    send: ({ member_id: member, organisation, people, overbook }) =>
      registerFor(
        event.id,
        {
          member_id: member?.id ?? null,
          organisation: member ? '' : organisation.trim(),
          people: people.map((person) => attendeeOf(person, event.questions)),
          overbook,
        },
        key,
      ),
    onDone: ({ items }) => {
      const waiting = items.filter(({ state }) => state === 'waiting').length;
      toast({ text: waiting > 0 ? w.addedWaiting(items.length, waiting) : w.added(items.length) });
      void eventsChanged(client);
      onClose();
    },
  });
  const { member_id: member, people } = form.values;
  const free = event.counts.free ?? null;
  return (
    <FormDialog
      title={w.add}
      submit={w.submit}
      busy={form.busy}
      errors={form.summary({ member_id: w.member, organisation: w.organisation, people: label })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <MemberPicker
        label={w.member}
        chosen={member ? [member] : []}
        onChange={(chosen) => form.set('member_id', chosen.at(-1) ?? null)}
        removeLabel={w.remove}
        error={form.errors.member_id ?? null}
      />
      {!member && (
        <TextField
          label={w.otherOrganisation}
          description={w.otherOrganisationHint}
          maxLength={200}
          {...form.field('organisation')}
        />
      )}
      <PeopleFields
        people={people}
        questions={event.questions}
        errors={form.errors}
        onChange={(next) => form.set('people', next)}
      />
      {free !== null && free < people.length && (
        <CheckField
          label={w.overbook}
          hint={w.overbookHint(free)}
          checked={form.values.overbook}
          onChange={(change) => form.set('overbook', change.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
}
