/** Ctrl K: a few letters lead to a member or to a command. */
import { IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { MemberCard } from '@/api';
import { useWords } from '@/language';
import { Dialog, useSettled } from '@/ui';
import { KindIcon } from './marks';
import css from './members.module.css';
import { fold, memberSearchQuery } from './queries';
import { membersWords } from './words';
import { recordWords } from './words/record';

export interface Command {
  id: string;
  label: string;
  icon: ReactNode;
  hint?: ReactNode;
  /** More words by which it is found. */
  words?: string;
  /** Offered to those who type its words only. */
  sought?: boolean;
  run: () => void;
}

type Option = Pick<Command, 'id' | 'label' | 'icon' | 'hint' | 'run'>;

interface PaletteProps {
  commands: Command[];
  /** `person`: it was found by one of its people. */
  onMember: (id: string, person: boolean) => void;
  onClose: () => void;
}

export function PaletteDialog({ commands, onMember, onClose }: PaletteProps) {
  const words = useWords(membersWords);
  const w = useWords(recordWords).palette;
  const base = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const wanted = useSettled(text.trim(), 120);
  const found = useQuery(memberSearchQuery(wanted));
  const isAnswered = wanted === text.trim() && !(wanted && found.isPlaceholderData);
  // Enter was pressed before what it is meant for had come.
  const [entered, setEntered] = useState(false);
  const cards: MemberCard[] = wanted ? (found.data?.items ?? []) : [];
  const list = useRef<HTMLDivElement>(null);
  const groups: { title: string; options: Option[] }[] = [
    {
      title: w.members,
      options: cards
        .filter(({ matched }) => !matched)
        .map(({ id, kind, name, commune }) => ({
          id,
          run: () => onMember(id, false),
          icon: <KindIcon kind={kind} />,
          label: name,
          hint: <small>{commune?.name ?? words.kinds[kind]}</small>,
        })),
    },
    {
      title: w.people,
      options: cards.flatMap(({ id, name, matched }) =>
        matched
          ? [
              {
                id,
                run: () => onMember(id, true),
                icon: <IconUser size={20} stroke={1.75} aria-hidden />,
                label: matched.name,
                hint: <small>{name}</small>,
              },
            ]
          : [],
      ),
    },
    { title: w.commands, options: commands.filter((command) => answers(command, text)) },
  ].filter(({ options }) => options.length > 0);
  const options = groups.flatMap((group) => group.options);
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
      const isCommand = commands.some(({ id }) => id === option?.id);
      // The first may still be of fewer letters than were typed; one that was gone to was seen.
      if (!isAnswered && !isCommand && current <= 0) setEntered(true);
      else if (option) choose(option.run);
    }
  };
  useEffect(() => {
    if (!entered || !isAnswered) return;
    setEntered(false);
    const option = options[current];
    if (option) choose(option.run);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: whichever is now the one is brought into sight
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [current, options.length]);
  let index = -1;
  const draw = ({ id, run, icon, label, hint }: Option) => {
    index += 1;
    const own = index;
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works from the field
      // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field (aria-activedescendant)
      <div
        key={id}
        id={`${base}-${own}`}
        role="option"
        aria-selected={own === current}
        className={css.option}
        onMouseMove={() => setAt(own)}
        onClick={() => choose(run)}
      >
        {icon}
        <span>{label}</span>
        {hint}
      </div>
    );
  };
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
            setEntered(false);
          }}
          onKeyDown={onKeyDown}
        />
        <div ref={list} role="listbox" id={`${base}-list`} aria-label={w.title}>
          {groups.map(({ title, options: entries }) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of a listbox is no fieldset
            <div role="group" aria-label={title} key={title}>
              <p aria-hidden>{title}</p>
              {entries.map(draw)}
            </div>
          ))}
        </div>
        <p role="status">{options.length === 0 && found.isFetched ? w.nothing : ''}</p>
      </div>
    </Dialog>
  );
}

/** Each word that is typed begins one of the label's, in whatever order. */
export function answers({ label, words = '', sought = false }: Command, text: string): boolean {
  const typed = wordsOf(text);
  if (typed.length === 0) return !sought;
  const own = wordsOf(`${label} ${words}`);
  return typed.every((word) => own.some((one) => one.startsWith(word)));
}

function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}
