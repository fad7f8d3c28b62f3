import type { RecordFacts } from '@/api';
import { readablePhone, useWords } from '@/language';
import { Card, Fact, Facts } from '@/ui';
import css from './answer.module.css';
import { answerWords } from './words';

/** What the club holds; what it does not is said too, since that is what one may want to fill in. */
export function RecordFactsList({ record }: { record: RecordFacts }) {
  const w = useWords(answerWords);
  const place = [record.postal_code, record.commune].filter(Boolean).join(' ');
  const address = [record.street, place].filter(Boolean).join(', ');
  const told = (value: string | null | undefined) =>
    value ? value : <span className={css.hint}>{w.nothing}</span>;
  return (
    <Card title={record.name}>
      <Facts>
        <Fact name={w.address}>{told(address)}</Fact>
        <Fact name={w.fields.phone}>{told(record.phone && readablePhone(record.phone))}</Fact>
        <Fact name={w.fields.email}>{told(record.email)}</Fact>
        <Fact name={w.fields.website}>{told(record.website)}</Fact>
        <Fact name={w.people}>
          {record.people.length === 0
            ? told(null)
            : record.people.map(({ name, function: does }) => (
                <span key={`${name} ${does ?? ''}`} className={css.person}>
                  {does ? `${name}, ${does}` : name}
                </span>
              ))}
        </Fact>
      </Facts>
    </Card>
  );
}
