import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { JoinAsked } from '@/api';
import { publicClubQuery } from '@/features/club';
import { useWords } from '@/language';
import { Note } from '@/ui';
import css from './join.module.css';
import { joinWords } from './words';

/** A mail is on its way, and what happens then. */
export function JoinSent({ asked }: { asked: JoinAsked & { email: string } }) {
  const w = useWords(joinWords).sent;
  const club = useQuery(publicClubQuery).data;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={css.page}>
      <header>
        <h1 ref={heading} tabIndex={-1}>
          {w.title}
        </h1>
        <p>{w.lead(asked.email)}</p>
      </header>
      <ol className={css.then}>
        <li>{w.first(asked.valid_hours)}</li>
        <li>{w.second}</li>
        <li>{w.third(club?.name ?? '')}</li>
      </ol>
      {!asked.in_territory && <Note>{w.outside}</Note>}
      <p className={css.hint}>{w.nothing}</p>
    </div>
  );
}
