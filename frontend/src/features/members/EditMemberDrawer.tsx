import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type MemberPage, type Problem, useServerForm } from '@/api';
import { staffQuery } from '@/features/accounts';
import { topicsQuery } from '@/features/club';
import { useDays, useWords } from '@/language';
import { Button, Dialog, FieldStack, FormDialog, toast } from '@/ui';
import { changesOf, MemberFields, type MemberValues, referentName, valuesOf } from './MemberFields';
import css from './members.module.css';
import { changeMember, memberQuery, membersChanged } from './queries';
import { membersWords } from './words';

interface Conflict {
  problem: Problem;
  theirs: MemberPage;
}

export function EditMemberDrawer({ member, onClose }: { member: MemberPage; onClose: () => void }) {
  const w = useWords(membersWords).form;
  const client = useQueryClient();
  const [before] = useState(() => valuesOf(member));
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const saved = async (next: MemberPage) => {
    client.setQueryData(memberQuery(member.id).queryKey, next);
    toast({ text: w.saved });
    onClose();
    await membersChanged(client);
  };
  const form = useServerForm({
    initial: before,
    send: (values) => changeMember(member.id, member.revision, changesOf(before, values)),
    onDone: (next) => void saved(next),
    onStale: async (problem) => {
      const theirs = await answer(api.GET('/members/{id}', { params: { path: { id: member.id } } }));
      setConflict({ problem, theirs });
    },
  });

  if (conflict) {
    return (
      <ConflictDialog
        conflict={conflict}
        before={before}
        mine={form.values}
        onTakeTheirs={() => {
          client.setQueryData(memberQuery(member.id).queryKey, conflict.theirs);
          onClose();
        }}
        onKeepMine={async () => {
          const body = changesOf(before, form.values);
          await saved(await changeMember(member.id, conflict.theirs.revision, body));
        }}
        onClose={() => setConflict(null)}
      />
    );
  }
  const { name, kind, email, phone, website, siret, siren, rna, amalia, postal_code, street } = w;
  return (
    <FormDialog
      title={w.editTitle(member.name)}
      submit={w.save}
      busy={form.busy}
      errors={form.summary({
        name,
        kind,
        email,
        phone,
        website,
        siret,
        siren,
        rna,
        amalia,
        postal_code,
        street,
      })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <MemberFields
        values={form.values}
        field={form.field}
        set={form.set}
        error={(field) => form.errors[field] ?? null}
        referent={member.referent}
      />
    </FormDialog>
  );
}

interface ConflictProps {
  conflict: Conflict;
  before: MemberValues;
  mine: MemberValues;
  onTakeTheirs: () => void;
  onKeepMine: () => Promise<void>;
  onClose: () => void;
}

/** Only the fields where the two versions differ. */
function ConflictDialog({ conflict, before, mine, onTakeTheirs, onKeepMine, onClose }: ConflictProps) {
  const w = useWords(membersWords).form;
  const days = useDays();
  const current = conflict.problem.body.current;
  const by = current?.changed_by;
  const who = typeof by === 'string' ? by : (by?.name ?? w.someone);
  const theirs = valuesOf(conflict.theirs);
  const topics = useQuery(topicsQuery).data?.items ?? [];
  const staff = useQuery(staffQuery).data?.items ?? [];
  const theirReferent = conflict.theirs.referent;
  const shown = (key: keyof MemberValues, value: Value): string => {
    if (value === null) return '';
    if (typeof value === 'object') {
      return Array.isArray(value)
        ? topics
            .filter(({ id }) => value.includes(id))
            .map(({ name }) => name)
            .join(', ')
        : value.name;
    }
    if (key !== 'referent_id') {
      return value;
    }
    const known = staff.find(({ id }) => id === value)?.name;
    return known ?? (value === theirReferent?.account_id ? referentName(theirReferent, w) : '');
  };
  const changed = Object.keys(mine).filter((key) => {
    const name = key as keyof MemberValues;
    return same(mine[name], before[name]) === false && same(mine[name], theirs[name]) === false;
  }) as (keyof MemberValues)[];
  return (
    <Dialog
      shape="large"
      title={w.conflictTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onTakeTheirs}>{w.takeTheirs}</Button>
          <Button look="main" onClick={() => void onKeepMine()}>
            {w.keepMine}
          </Button>
        </>
      }
    >
      <FieldStack>
        <p>{w.conflictText(who, current ? days.instant(current.changed_at) : '')}</p>
        <table className={css.diff}>
          <thead>
            <tr>
              <th scope="col">{w.field}</th>
              <th scope="col">{w.theirs}</th>
              <th scope="col">{w.yours}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map((key) => (
              <tr key={key}>
                <th scope="row">{(key === 'referent_id' ? w.referent : w[key]) as string}</th>
                <td>{shown(key, theirs[key])}</td>
                <td>
                  <ins>{shown(key, mine[key])}</ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </FieldStack>
    </Dialog>
  );
}

type Value = MemberValues[keyof MemberValues];
const same = (a: Value, b: Value) => JSON.stringify(a) === JSON.stringify(b);
