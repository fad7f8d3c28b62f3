/** Who sees what, field by field: the club, or everybody. A choice holds at once. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AUDIENCES, type Audience, type MemberPage, type Profile, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Card, ChoiceField, Note, toast } from '@/ui';
import { useFieldName } from '../proposals/Told';
import { proposalsWords } from '../proposals/words';
import css from './own.module.css';
import { changeProfile, ownChanged, profileQuery } from './queries';
import { ownWords } from './words';

export function Visibility({ member, profile }: { member: MemberPage; profile: Profile }) {
  const w = useWords(ownWords).visibility;
  const groups = useWords(proposalsWords).settings;
  const nameOf = useFieldName();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const edit = member.abilities.edit_profile;
  const choosable = profile.fields.filter(({ shown_to, may_be_public }) => shown_to && may_be_public);
  const listed = choosable.find(({ field }) => field === 'name');
  const others = choosable.filter(({ field }) => field !== 'name');
  const called = (field: string, name?: string | null) =>
    field === 'street' ? w.address : field === 'pictures' ? groups.pictures : nameOf(field, name);
  const say = async (field: string, name: string, audience: Audience) => {
    if (busy) return;
    if (!edit?.allowed) {
      if (edit?.reason) toast({ text: edit.reason });
      return;
    }
    setBusy(true);
    try {
      const now = await client.fetchQuery({ ...profileQuery(member.id), staleTime: 0 });
      await changeProfile(member.id, now.revision, { visibility: { [field]: audience } });
      toast({ text: w.saved(name, w.audiences[audience]) });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await ownChanged(client);
    setBusy(false);
  };
  const options = AUDIENCES.map((value) => ({ value, label: w.audiences[value] }));
  return (
    <>
      <Card title={w.title}>
        <p>{w.lead}</p>
        <dl className={css.audiences}>
          {AUDIENCES.map((audience) => (
            <div key={audience}>
              <dt>{w.audiences[audience]}</dt>
              <dd>{w.texts[audience]}</dd>
            </div>
          ))}
        </dl>
        {listed?.shown_to && (
          <ChoiceField
            legend={w.listed}
            hint={w.listedText}
            value={listed.shown_to}
            onChange={(audience) => void say('name', w.listed, audience)}
            options={options}
          />
        )}
      </Card>
      <Card>
        {listed?.shown_to === 'club' && <Note tone="warn">{w.hidden}</Note>}
        <div className={css.choices}>
          {others.map(({ field, name, shown_to }) => (
            <ChoiceField
              key={field}
              legend={called(field, name)}
              value={shown_to ?? null}
              onChange={(audience) => void say(field, called(field, name), audience)}
              options={options}
            />
          ))}
        </div>
        <p className={css.when}>{w.people}</p>
      </Card>
    </>
  );
}
