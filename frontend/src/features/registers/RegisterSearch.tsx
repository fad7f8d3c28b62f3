/** Finds an organisation in the national register and fills a form with it: what is empty at once, what was typed only on demand. */
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { type OrganisationFound, sentenceOf } from '@/api';
import { useDays, useWords } from '@/language';
import { Button, Tag, TextField } from '@/ui';
import { type Door, organisationsQuery } from './queries';
import css from './registers.module.css';
import { registersWords } from './words';

/** A field that the register knows: its value for the form, and how to show it. */
export interface Fill {
  name: string;
  label: string;
  value: unknown;
  shown: string;
}

/** What the register would fill: fields that are empty, and those where something else was typed. */
export function fillsOf(fills: Fill[], typed: (name: string) => string) {
  const told = fills.filter(({ shown }) => shown !== '');
  const alike = (a: string, b: string) => a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim();
  return {
    empty: told.filter(({ name }) => typed(name).trim() === ''),
    other: told.filter(({ name, shown }) => typed(name).trim() !== '' && !alike(typed(name), shown)),
  };
}

interface SearchProps {
  door: Door;
  /** Said at first: what is in the form already. */
  initial?: string;
  commune: string | null;
  /** How this form calls and shows what was found. */
  fills: (found: OrganisationFound) => Fill[];
  /** What stands in a field now, as it is shown. */
  typed: (name: string) => string;
  onFill: (fills: Fill[]) => void;
  /** The register can't be asked now: what was typed may be of use by hand. */
  onDown?: (typed: string) => void;
  hint?: string;
}

export function RegisterSearch({
  door,
  initial = '',
  commune,
  fills,
  typed,
  onFill,
  onDown,
  hint,
}: SearchProps) {
  const w = useWords(registersWords);
  const days = useDays();
  const id = useId();
  const [text, setText] = useState(initial);
  const [asked, setAsked] = useState('');
  const [taken, setTaken] = useState<{ found: OrganisationFound; filled: Fill[] } | null>(null);
  const look = useQuery(organisationsQuery(door, asked, commune));
  const short = text.trim().length < 3;
  const ask = () => {
    setTaken(null);
    if (short) return;
    // Asked once more, as after a moment without the register.
    if (text.trim() === asked) void look.refetch();
    else setAsked(text.trim());
  };
  const field = useRef<HTMLInputElement>(null);
  const outcome = useRef<HTMLDivElement>(null);
  // What was pressed is gone: one goes on from what became of it.
  useEffect(() => {
    if (taken) outcome.current?.focus();
  }, [taken]);
  const down = asked !== '' && !look.isFetching && (look.isError || look.data?.available === false);
  const tellDown = useRef(onDown);
  useEffect(() => {
    tellDown.current = onDown;
  }, [onDown]);
  useEffect(() => {
    if (down) tellDown.current?.(asked);
  }, [down, asked]);
  const take = (found: OrganisationFound) => {
    const { empty } = fillsOf(fills(found), typed);
    onFill(empty);
    setTaken({ found, filled: empty });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    // The form around it is not sent by a search.
    event.preventDefault();
    ask();
  };
  const told = asked === '' || look.isPending ? null : look.data;
  const other = taken ? fillsOf(fills(taken.found), typed).other : [];
  return (
    <section className={css.search} aria-labelledby={id}>
      <h3 id={id}>{w.title}</h3>
      <p className={css.hint}>{hint ?? w.hint}</p>
      <div className={css.ask}>
        <TextField
          ref={field}
          label={w.nameOrNumber}
          value={text}
          autoComplete="off"
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button onClick={ask} busy={asked !== '' && look.isFetching} reason={short ? w.threeLetters : null}>
          {w.search}
        </Button>
      </div>
      <div role="status" tabIndex={-1} ref={outcome}>
        {asked !== '' && look.isError && <p className={css.quiet}>{sentenceOf(look.error)}</p>}
        {told && !told.available && <p className={css.quiet}>{told.detail}</p>}
        {told?.available && told.items.length === 0 && <p className={css.quiet}>{w.none}</p>}
        {taken && <p className={css.quiet}>{w.filled(taken.filled.map(({ label }) => label))}</p>}
      </div>
      {told?.available && told.items.length > 0 && !taken && (
        <ul className={css.found} aria-label={w.found(told.items.length)}>
          {told.items.map((found) => (
            <Candidate
              key={`${found.fills.siren} ${found.fills.siret ?? ''}`}
              found={found}
              onTake={() => take(found)}
            />
          ))}
        </ul>
      )}
      {taken && other.length > 0 && (
        <div className={css.other}>
          <p>{w.otherwise}</p>
          <ul>
            {other.map((fill) => (
              <li key={fill.name}>
                <span>
                  <strong>{fill.label}</strong>
                  {w.yours(typed(fill.name))}
                  <br />
                  {w.theirs(fill.shown)}
                </span>
                <Button aria-label={w.takeThis(fill.label)} onClick={() => onFill([fill])}>
                  {w.take}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {taken && (
        <Button
          look="plain"
          onClick={() => {
            setTaken(null);
            field.current?.focus();
          }}
        >
          {w.another}
        </Button>
      )}
      {told?.available && told.items.length > 0 && told.fetched_on && (
        <p className={css.source}>
          {w.source(told.source.name, days.long(told.fetched_on))}{' '}
          {told.source.licence === 'etalab-2.0' && w.licence}
        </p>
      )}
    </section>
  );
}

function Candidate({ found, onTake }: { found: OrganisationFound; onTake: () => void }) {
  const w = useWords(registersWords);
  const { fills } = found;
  const name = fills.name ?? w.hiddenName;
  const place = [fills.street, [fills.postal_code, found.commune_name].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
  return (
    <li>
      <button type="button" className={css.candidate} onClick={onTake}>
        <strong>{name}</strong>
        <span>{[w.kinds[fills.kind], place].filter(Boolean).join(' · ')}</span>
        <small>{fills.siret ? w.siret(fills.siret) : w.siren(fills.siren)}</small>
        {(found.closed || found.hidden) && (
          <span className={css.tags}>
            {found.closed && <Tag tone="warn">{w.closed}</Tag>}
            {found.hidden && <Tag>{w.hidden}</Tag>}
          </span>
        )}
      </button>
    </li>
  );
}
