import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type MemberField, type MemberPage, type Problem, useServerForm } from '@/api';
import { staffQuery } from '@/features/accounts';
import { topicsQuery } from '@/features/club';
import { useDays, useLanguage, useWords } from '@/language';
import { Button, Dialog, FieldStack, FormDialog, Skeleton, toast } from '@/ui';
import { Alike } from './Alike';
import { changeMember } from './changes';
import { customName, memberFieldsQuery, useToldValue, writtenValues } from './fields';
import { changesOf, MemberFields, type MemberValues, valuesOf } from './MemberFields';
import css from './members.module.css';
import { memberQuery, membersChanged } from './queries';
import { RegisterPrefill } from './RegisterPrefill';
import { referentName } from './referentName';
import { membersWords } from './words';
import { formWords } from './words/form';

interface Conflict {
  problem: Problem;
  theirs: MemberPage;
}

interface DrawerProps {
  member: MemberPage;
  onClose: () => void;
}

/** Which fields the form has depends on the club; without an answer it has those of every club. */
export function EditMemberDrawer(props: DrawerProps) {
  const w = useWords(formWords);
  const fields = useQuery(memberFieldsQuery());
  if (fields.isPending) {
    return (
      <Dialog shape="drawer" title={w.editTitle(props.member.name)} onClose={props.onClose}>
        <Skeleton lines={8} />
      </Dialog>
    );
  }
  return <Drawer {...props} fields={fields.data?.items ?? []} />;
}

function Drawer({ member, fields, onClose }: DrawerProps & { fields: readonly MemberField[] }) {
  const { names } = useWords(membersWords);
  const w = useWords(formWords);
  const client = useQueryClient();
  const language = useLanguage();
  const written = (one: MemberPage) => ({ ...valuesOf(one), ...writtenValues(one, fields, language) });
  const [before] = useState(() => written(member));
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
        fields={fields}
        before={before}
        mine={form.values}
        theirs={written(conflict.theirs)}
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
  return (
    <FormDialog
      title={w.editTitle(member.name)}
      submit={w.save}
      busy={form.busy}
      errors={form.summary({
        ...names,
        ...Object.fromEntries(fields.map((field) => [customName(field), field.name])),
      })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <Alike question={{ ...likeness(before, form.values), except: member.id }} />
      <RegisterPrefill values={form.values} set={form.set} />
      <MemberFields
        values={form.values}
        custom={fields}
        field={form.field}
        set={form.set}
        error={(field) => form.errors[field] ?? null}
        referent={member.referent}
      />
    </FormDialog>
  );
}

/** What makes another record alike, where it changes here: an old likeness is told among the duplicates. */
function likeness(before: MemberValues, { name, siret, siren, rna, email, commune }: MemberValues) {
  const now = { name, siret, siren, rna, email };
  const changed = Object.entries(now).filter(([key, value]) => value !== before[key as keyof typeof now]);
  return {
    ...Object.fromEntries(changed),
    ...(name !== before.name && commune?.insee_code ? { commune: commune.insee_code } : {}),
  };
}

interface ConflictProps {
  conflict: Conflict;
  fields: readonly MemberField[];
  before: MemberValues;
  mine: MemberValues;
  theirs: MemberValues;
  onTakeTheirs: () => void;
  onKeepMine: () => Promise<void>;
  onClose: () => void;
}

/** Only the fields where the two versions differ. */
function ConflictDialog(props: ConflictProps) {
  const { conflict, fields, before, mine, theirs, onTakeTheirs, onKeepMine, onClose } = props;
  const { names } = useWords(membersWords);
  const w = useWords(formWords);
  const days = useDays();
  const current = conflict.problem.body.current;
  const by = current?.changed_by;
  const who = typeof by === 'string' ? by : (by?.name ?? w.someone);
  const told = useToldValue();
  const custom = new Map<string, MemberField>(fields.map((field) => [customName(field), field]));
  const topics = useQuery(topicsQuery).data?.items ?? [];
  const staff = useQuery(staffQuery).data?.items ?? [];
  const theirReferent = conflict.theirs.referent;
  const shown = (key: keyof MemberValues, value: Value | undefined): string => {
    if (value === null || value === undefined) return '';
    if (typeof value === 'object') {
      return Array.isArray(value)
        ? topics
            .filter(({ id }) => value.includes(id))
            .map(({ name }) => name)
            .join(', ')
        : value.name;
    }
    const field = custom.get(key);
    if (field) return told(field, value);
    if (key !== 'referent_id') return value;
    const known = staff.find(({ id }) => id === value)?.name;
    return known ?? (value === theirReferent?.account_id ? referentName(theirReferent, w) : '');
  };
  const label = (key: string) =>
    custom.get(key)?.name ?? names[(key === 'referent_id' ? 'referent' : key) as keyof typeof names];
  const changed = Object.keys(mine).filter((key) => {
    const name = key as keyof MemberValues;
    return same(mine[name], before[name]) === false && same(mine[name], theirs[name]) === false;
  }) as (keyof MemberValues)[];
  const stays = Object.keys(mine).filter((key) => {
    const name = key as keyof MemberValues;
    return same(mine[name], before[name]) && same(mine[name], theirs[name]) === false;
  });
  const when = current ? days.instant(current.changed_at) : '';
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
        <p>{changed.length > 0 ? w.conflictText(who, when) : w.conflictApart(who, when)}</p>
        {stays.length > 0 && <p>{w.theirsStay(stays.map(label).join(', '))}</p>}
        {changed.length > 0 && (
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
                  <th scope="row">{label(key)}</th>
                  <td>{shown(key, theirs[key]) || w.blank}</td>
                  <td>
                    <ins>{shown(key, mine[key]) || w.blank}</ins>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </FieldStack>
    </Dialog>
  );
}

type Value = MemberValues[keyof MemberValues];
const same = (a: Value | undefined, b: Value | undefined) => JSON.stringify(a) === JSON.stringify(b);
