import type { RecordReview } from '@/api';
import { readablePhone, useWords } from '@/language';
import { Card, Fact, Facts } from '@/ui';
import css from './answer.module.css';
import { answerWords } from './words';

/**
 * What the club holds of the organisation, and of whom the letter went to; what it does not is said too, since that is what
 * one may want to fill in.
 */
export function RecordFactsList({ review: { record, holder } }: { review: RecordReview }) {
  const w = useWords(answerWords);
  const place = [record.postal_code, record.commune].filter(Boolean).join(' ');
  const address = [record.street, place].filter(Boolean).join(', ');
  const told = (value: string | null | undefined) =>
    value ? value : <span className={css.hint}>{w.nothing}</span>;
  const phone = (number: string | null | undefined) => told(number && readablePhone(number));
  return (
    <>
      <Card title={record.name}>
        <Facts>
          <Fact name={w.address}>{told(address)}</Fact>
          <Fact name={w.fields.phone}>{phone(record.phone)}</Fact>
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
      {holder && (
        <Card title={w.you}>
          <Facts>
            <Fact name={w.person.family_name}>
              {told(`${holder.given_name} ${holder.family_name}`.trim())}
            </Fact>
            <Fact name={w.person.function}>{told(holder.function)}</Fact>
            <Fact name={w.fields.phone}>{phone(holder.phone)}</Fact>
            <Fact name={w.mobile}>{phone(holder.mobile)}</Fact>
          </Facts>
        </Card>
      )}
    </>
  );
}
