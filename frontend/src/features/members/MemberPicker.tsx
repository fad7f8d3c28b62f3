/** Several members, chosen by typing; the chosen ones stand above as tags. */
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type Ref, useState } from 'react';
import type { Kind, MemberRef } from '@/api';
import { useWords } from '@/language';
import { Button, TypeAhead, useSettled } from '@/ui';
import css from './members.module.css';
import { memberSearchQuery } from './queries';
import { membersWords } from './words';

export interface ChosenMember extends MemberRef {
  kind?: Kind;
}

interface PickerProps {
  label: string;
  hint?: string;
  chosen: readonly ChosenMember[];
  onChange: (chosen: ChosenMember[]) => void;
  removeLabel: (name: string) => string;
  error?: string | null;
  inputRef?: Ref<HTMLInputElement>;
}

export function MemberPicker({ label, hint, chosen, onChange, removeLabel, error, inputRef }: PickerProps) {
  const words = useWords(membersWords);
  const [text, setText] = useState('');
  const wanted = useSettled(text.trim(), 120);
  const found = useQuery(memberSearchQuery(wanted));
  const items = wanted
    ? (found.data?.items ?? []).filter((item) => !chosen.some(({ id }) => id === item.id))
    : [];
  return (
    <div className={css.filters}>
      <TypeAhead
        label={label}
        {...(hint ? { hint } : {})}
        {...(inputRef ? { inputRef } : {})}
        error={error ?? null}
        text={text}
        onText={setText}
        items={items}
        settled={found.isSuccess && wanted === text.trim()}
        idOf={(member) => member.id}
        render={(member) => (
          <>
            <span>{member.name}</span>
            <small>
              {[member.matched?.name ?? words.kinds[member.kind], member.commune?.name]
                .filter(Boolean)
                .join('\u00a0· ')}
            </small>
          </>
        )}
        onPick={({ id, name, kind }) => {
          onChange([...chosen, { id, name, kind }]);
          setText('');
        }}
        onBackspace={() => onChange(chosen.slice(0, -1))}
      />
      {chosen.length > 0 && (
        <ul className={css.signs}>
          {chosen.map((member) => (
            <li key={member.id}>
              <Button
                size="small"
                aria-label={removeLabel(member.name)}
                onClick={() => onChange(chosen.filter(({ id }) => id !== member.id))}
              >
                {member.name}
                <IconX size={16} stroke={1.75} aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
