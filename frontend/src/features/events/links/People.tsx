import type { LinkPerson } from '@/api';
import { useDays, useWords } from '@/language';
import events from '../events.module.css';
import { SeatMark } from '../marks';
import { nameOf } from '../registrations/names';
import { linksWords } from './words';

/** Those whom the link is of, each with where they stand. */
export function People({ people }: { people: readonly LinkPerson[] }) {
  const w = useWords(linksWords);
  const days = useDays();
  return (
    <ul className={events.lines} aria-label={w.people}>
      {people.map((person) => (
        <li key={`${nameOf(person)} ${person.state} ${person.rank ?? ''}`} className={events.line}>
          <span>{nameOf(person)}</span>
          <SeatMark state={person.state}>
            {person.state === 'waiting' && person.rank
              ? w.waitingAt(person.rank)
              : person.state === 'offered' && person.offered_until
                ? w.offeredUntil(days.instant(person.offered_until))
                : w.seats[person.state]}
          </SeatMark>
        </li>
      ))}
    </ul>
  );
}
