/** What stands in a section beside its text: numbers, steps, names. */
import { useState } from 'react';
import { type ChosenMember, MemberPicker } from '@/features/members';
import { useWords } from '@/language';
import { Button, TextField } from '@/ui';
import { Chosen } from './Chosen';
import css from './editor.module.css';
import { Figures } from './Figures';
import { numberOf } from './figures';
import { Planning } from './Planning';
import { editorWords } from './words';
import { useField } from './writing';

export function Beside({ section }: { section: string }) {
  switch (section) {
    case 'results_quantitative':
      return <Figures />;
    case 'planning':
      return <Planning />;
    case 'human_means':
      return <Amount of="fte" />;
    case 'financial_means':
      return <Amount of="euros" />;
    case 'partners':
      return <Partners />;
    default:
      return null;
  }
}

function Amount({ of }: { of: 'fte' | 'euros' }) {
  const w = useWords(editorWords);
  const { value, set, error, disabled } = useField('means');
  const typed = value[of];
  return (
    <TextField
      label={w[of]}
      inputMode="decimal"
      {...(of === 'euros' && { unit: '€' })}
      value={typed}
      disabled={disabled}
      error={typed.trim() !== '' && numberOf(typed) === null ? w.noNumber : error}
      onChange={(event) => set({ ...value, [of]: event.currentTarget.value })}
    />
  );
}

function Partners() {
  const w = useWords(editorWords);
  const { value, set, error, disabled } = useField('partners');
  const [name, setName] = useState('');
  const isMember = (partner: (typeof value)[number]) => partner.member_id != null;
  const others = value.filter((partner) => !isMember(partner));
  const members = value.filter(isMember);
  const add = () => {
    const said = name.trim();
    if (said && !others.some((other) => other.name === said))
      set([...value, { member_id: null, name: said }]);
    setName('');
  };
  if (disabled) {
    return (
      <Chosen
        label={w.partners.members}
        items={value.map(({ member_id, name: called }) => ({ id: member_id ?? called, name: called }))}
        onRemove={null}
      />
    );
  }
  return (
    <>
      <MemberPicker
        label={w.partners.members}
        hint={w.partners.membersHint}
        chosen={members.map(
          ({ member_id, name: called }): ChosenMember => ({ id: member_id ?? '', name: called }),
        )}
        onChange={(chosen) =>
          set([...chosen.map(({ id, name: called }) => ({ member_id: id, name: called })), ...others])
        }
        removeLabel={w.remove}
        error={error}
      />
      <div className={css.inline}>
        <TextField
          label={w.partners.others}
          description={w.partners.othersHint}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
        <Button onClick={add}>{w.partners.add}</Button>
      </div>
      <Chosen
        label={w.partners.others}
        items={others.map(({ name: called }) => ({ id: called, name: called }))}
        onRemove={(called) => set(value.filter((one) => isMember(one) || one.name !== called))}
      />
    </>
  );
}
