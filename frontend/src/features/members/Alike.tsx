/** Records that may be of the same organisation as the one in hand: it warns while one types, and never refuses. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useWords } from '@/language';
import { useSettled } from '@/ui';
import css from './members.module.css';
import { type LikenessQuestion, likenessQuery } from './queries';
import { membersWords } from './words';
import { formWords } from './words/form';

const MOST_SHOWN = 4;

/** The record in hand, once there is one (`except`), can be compared with each; a new one can only give way to it. */
export function Alike({ question }: { question: LikenessQuestion }) {
  const w = useWords(membersWords);
  const f = useWords(formWords);
  const asked = Object.fromEntries(Object.entries(question).filter(([, value]) => value)) as LikenessQuestion;
  const settled = useSettled(JSON.stringify(asked), 300);
  const found = useQuery(likenessQuery(JSON.parse(settled) as LikenessQuestion));
  const items = found.data?.items ?? [];
  const { except } = question;
  return (
    <div role="status">
      {items.length > 0 && (
        <section className={css.alike}>
          <h3>{f.duplicates}</h3>
          <p>{except ? f.sameCompare : f.sameOpen}</p>
          <ul>
            {items.slice(0, MOST_SHOWN).map(({ member, reason }) => (
              <li key={member.id}>
                <Link to="/membres/$memberId" params={{ memberId: member.id }}>
                  {member.name}
                </Link>
                <small>
                  {[w.kinds[member.kind], member.commune?.name, f.duplicateReasons[reason]]
                    .filter(Boolean)
                    .join('\u00a0· ')}
                </small>
                {except && (
                  <Link
                    to="/membres/fusion"
                    search={{ garde: member.id, avec: except }}
                    aria-label={f.compareWith(member.name)}
                  >
                    {f.compare}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
