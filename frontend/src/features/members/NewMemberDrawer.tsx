import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { idempotencyKey, useServerForm } from '@/api';
import { useWords } from '@/language';
import { FormDialog, toast } from '@/ui';
import { Alike } from './Alike';
import { archiveMember, createMember } from './changes';
import { MemberFields, type MemberValues, NO_VALUES, newMemberOf } from './MemberFields';
import { membersChanged } from './queries';
import { RegisterPrefill } from './RegisterPrefill';
import { membersWords } from './words';
import { formWords } from './words/form';

export function NewMemberDrawer({ initialName, onClose }: { initialName: string; onClose: () => void }) {
  const words = useWords(membersWords);
  const w = useWords(formWords);
  const client = useQueryClient();
  const navigate = useNavigate();
  // One key for this drawer: a repeated press creates one member.
  const [key] = useState(idempotencyKey);
  const form = useServerForm({
    initial: { ...NO_VALUES, name: initialName } as MemberValues,
    send: (values) => createMember(newMemberOf(values), key),
    onDone: (member) => {
      toast({
        text: w.created(member.name),
        undo: async () => {
          await archiveMember(member.id);
          await membersChanged(client);
        },
      });
      void membersChanged(client);
      void navigate({ to: '/membres/$memberId', params: { memberId: member.id } });
    },
  });
  return (
    <FormDialog
      title={w.newTitle}
      submit={w.create}
      busy={form.busy}
      errors={form
        .summary(words.names)
        .map((one) => (one.id === 'f-kind' && !form.values.kind ? { ...one, message: w.chooseKind } : one))}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <Alike
        question={{
          name: form.values.name,
          ...(form.values.commune?.insee_code ? { commune: form.values.commune.insee_code } : {}),
          siret: form.values.siret,
          siren: form.values.siren,
          rna: form.values.rna,
          email: form.values.email,
        }}
      />
      <RegisterPrefill values={form.values} set={form.set} />
      <MemberFields
        short
        values={form.values}
        field={form.field}
        set={form.set}
        error={(name) => form.errors[name] ?? null}
      />
    </FormDialog>
  );
}
