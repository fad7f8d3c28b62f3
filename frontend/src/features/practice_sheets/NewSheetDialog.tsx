import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { idempotencyKey, SHEET_KINDS, type SheetKind, useServerForm } from '@/api';
import { type ChosenMember, MemberPicker } from '@/features/members';
import { useWords } from '@/language';
import { ChoiceField, FormDialog, TextField } from '@/ui';
import { beginSheet } from './changes';
import { sheetQuery, sheetsChanged } from './queries';
import { sheetsWords } from './words';

interface NewSheetProps {
  /** Of a member that begins one of its own: it tells what it did. */
  own?: string;
  onClose: () => void;
}

/** A kind and a title suffice; all else is written on the sheet itself. */
export function NewSheetDialog({ own, onClose }: NewSheetProps) {
  const all = useWords(sheetsWords);
  const w = all.form;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [key] = useState(idempotencyKey);
  const form = useServerForm({
    initial: { kind: 'good_practice' as SheetKind, title: '', member_id: null as ChosenMember | null },
    send: ({ kind, title, member_id: member }) =>
      beginSheet({ kind, title, member_id: own ?? member?.id ?? null }, key),
    onDone: (sheet) => {
      client.setQueryData(sheetQuery(sheet.id).queryKey, sheet);
      void sheetsChanged(client);
      const params = { sheetId: sheet.id };
      void navigate(
        own ? { to: '/mon-espace/fiches/$sheetId', params } : { to: '/redaction/$sheetId', params },
      );
    },
  });
  const { kind, member_id: member } = form.values;
  return (
    <FormDialog
      title={own ? all.own.new : w.title}
      submit={w.submit}
      busy={form.busy}
      errors={form.summary({ kind: w.kind, title: w.name, member_id: w.member })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      {!own && (
        <ChoiceField
          id="f-kind"
          legend={w.kind}
          hint={w.kindHint[kind]}
          options={SHEET_KINDS.map((one) => ({ value: one, label: all.kinds[one] }))}
          value={kind}
          onChange={(next) => form.set('kind', next)}
        />
      )}
      <TextField label={w.name} description={w.nameHint} maxLength={200} required {...form.field('title')} />
      {!own && kind === 'good_practice' && (
        <MemberPicker
          label={w.member}
          hint={w.memberHint}
          chosen={member ? [member] : []}
          onChange={(chosen) => form.set('member_id', chosen.at(-1) ?? null)}
          removeLabel={w.remove}
          error={form.errors.member_id ?? null}
        />
      )}
    </FormDialog>
  );
}
