/** Who sees what, field by field: the club, or everybody. A choice holds at once. */
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import {
  AUDIENCES,
  type Audience,
  type MemberPage,
  type Profile,
  type ProfileField,
  sentenceOf,
} from '@/api';
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
  // Seen at once, and sent one after the other: each goes with the revision that the one before made.
  const [asked, setAsked] = useState<Record<string, Audience>>({});
  const turn = useRef(Promise.resolve());
  const edit = member.abilities.edit_profile;
  const choosable = profile.fields.filter(({ shown_to, may_be_public }) => shown_to && may_be_public);
  const listed = choosable.find(({ field }) => field === 'name');
  const others = choosable.filter(({ field }) => field !== 'name');
  const called = (field: string, name?: string | null) =>
    field === 'street' ? w.address : field === 'pictures' ? groups.pictures : nameOf(field, name);
  const shown = ({ field, shown_to }: ProfileField) => asked[field] ?? shown_to ?? null;
  const say = (field: string, name: string, audience: Audience) => {
    if (!edit?.allowed) {
      if (edit?.reason) toast({ text: edit.reason });
      return;
    }
    setAsked((all) => ({ ...all, [field]: audience }));
    turn.current = turn.current.then(() => save(field, name, audience));
  };
  const save = async (field: string, name: string, audience: Audience) => {
    try {
      const now = await client.fetchQuery({ ...profileQuery(member.id), staleTime: 0 });
      await changeProfile(member.id, now.revision, { visibility: { [field]: audience } });
      toast({ text: w.saved(name, w.audiences[audience]) });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await ownChanged(client);
    // Unless another answer to the same was given meanwhile.
    setAsked(({ [field]: last, ...rest }) =>
      last === undefined || last === audience ? rest : { ...rest, [field]: last },
    );
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
        {listed && (
          <ChoiceField
            legend={w.listed}
            hint={w.listedText}
            value={shown(listed)}
            onChange={(audience) => say('name', w.listed, audience)}
            options={options}
          />
        )}
      </Card>
      <Card>
        {listed && shown(listed) === 'club' && <Note tone="warn">{w.hidden}</Note>}
        <div className={css.choices}>
          {others.map((one) => {
            const name = called(one.field, one.name);
            return (
              <ChoiceField
                key={one.field}
                legend={name}
                value={shown(one)}
                onChange={(audience) => say(one.field, name, audience)}
                options={options}
              />
            );
          })}
        </div>
        <p className={css.when}>{w.people}</p>
      </Card>
    </>
  );
}
