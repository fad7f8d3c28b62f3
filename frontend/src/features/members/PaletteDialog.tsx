/** Ctrl K: a few letters lead to a member or to a command. */
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import type { MemberCard } from '@/api';
import { useWords } from '@/language';
import { Dialog } from '@/ui';
import { KindIcon } from './marks';
import css from './members.module.css';
import { fold, memberSearchQuery } from './queries';
import { membersWords } from './words';

export interface Command {
  id: string;
  label: string;
  icon: ReactNode;
  hint?: ReactNode;
  run: () => void;
}

interface PaletteProps {
  commands: Command[];
  onMember: (id: string) => void;
  onClose: () => void;
}

export function PaletteDialog({ commands, onMember, onClose }: PaletteProps) {
  const words = useWords(membersWords);
  const w = words.palette;
  const base = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [wanted] = useDebouncedValue(text.trim(), 120);
  const found = useQuery(memberSearchQuery(wanted));
  const members: MemberCard[] = wanted ? (found.data?.items ?? []) : [];
  const kept = commands.filter((command) => fold(command.label).includes(fold(text.trim())));
  const options = [
    ...members.map((member) => ({ id: member.id, run: () => onMember(member.id) })),
    ...kept.map(({ id, run }) => ({ id, run })),
  ];
  const current = Math.min(at, options.length - 1);
  const choose = (run: () => void) => {
    onClose();
    run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((current + step + options.length) % Math.max(options.length, 1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const option = options[current];
      if (option) choose(option.run);
    }
  };
  const option = (index: number, run: () => void, content: ReactNode, id: string) => (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works from the field
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field (aria-activedescendant)
    <div
      key={id}
      id={`${base}-${index}`}
      role="option"
      aria-selected={index === current}
      className={css.option}
      onMouseMove={() => setAt(index)}
      onClick={() => choose(run)}
    >
      {content}
    </div>
  );
  return (
    <Dialog shape="top" title={w.title} onClose={onClose}>
      <div className={css.palette}>
        <input
          role="combobox"
          aria-label={w.placeholder}
          aria-expanded={options.length > 0}
          aria-controls={`${base}-list`}
          aria-activedescendant={options.length ? `${base}-${current}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={w.placeholder}
          autoFocus
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div role="listbox" id={`${base}-list`} aria-label={w.title}>
          {members.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: a group of a listbox is no fieldset
            <div role="group" aria-label={w.members}>
              <p aria-hidden>{w.members}</p>
              {members.map((member, i) =>
                option(
                  i,
                  () => onMember(member.id),
                  <>
                    <KindIcon kind={member.kind} />
                    <span>{member.name}</span>
                    <small>{member.matched?.name ?? member.commune?.name ?? words.kinds[member.kind]}</small>
                  </>,
                  member.id,
                ),
              )}
            </div>
          )}
          {kept.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: a group of a listbox is no fieldset
            <div role="group" aria-label={w.commands}>
              <p aria-hidden>{w.commands}</p>
              {kept.map((command, i) =>
                option(
                  members.length + i,
                  command.run,
                  <>
                    {command.icon}
                    <span>{command.label}</span>
                    {command.hint}
                  </>,
                  command.id,
                ),
              )}
            </div>
          )}
        </div>
        <p role="status">{options.length === 0 && found.isFetched ? w.nothing : ''}</p>
      </div>
    </Dialog>
  );
}
