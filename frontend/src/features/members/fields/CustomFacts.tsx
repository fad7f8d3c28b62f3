/** What a member has in the club's own fields, those that this person sees. */
import { useQuery } from '@tanstack/react-query';
import type { MemberPage } from '@/api';
import { grammar, useDays, useLanguage, useWords } from '@/language';
import { Card, Fact, Facts } from '@/ui';
import { memberFieldsQuery } from './queries';
import { fieldsWords } from './words';

export function CustomFacts({ member }: { member: MemberPage }) {
  const w = useWords(fieldsWords);
  const days = useDays();
  const language = useLanguage();
  const any = Object.keys(member.custom).length > 0;
  const fields = useQuery({ ...memberFieldsQuery(), enabled: any });
  const told = (fields.data?.items ?? []).filter(({ key }) => key in member.custom);
  if (told.length === 0) return null;
  return (
    <Card title={w.clubs}>
      <Facts>
        {told.map(({ key, name, kind, choices }) => {
          const value = member.custom[key];
          return (
            <Fact key={key} name={name}>
              {typeof value === 'boolean'
                ? value
                  ? w.yes
                  : w.no
                : typeof value === 'number'
                  ? grammar(language).number(value)
                  : kind === 'date'
                    ? days.long(String(value))
                    : (choices.find(({ id }) => id === value)?.name ?? String(value))}
            </Fact>
          );
        })}
      </Facts>
    </Card>
  );
}
