/** What a member has in the club's own fields, those that this person sees. */
import { useQuery } from '@tanstack/react-query';
import type { MemberPage } from '@/api';
import { useWords } from '@/language';
import { Card, Fact, Facts } from '@/ui';
import { memberFieldsQuery } from './queries';
import { useToldValue } from './values';
import { fieldsWords } from './words';

export function CustomFacts({ member }: { member: MemberPage }) {
  const w = useWords(fieldsWords);
  const told = useToldValue();
  const any = Object.keys(member.custom).length > 0;
  const fields = useQuery({ ...memberFieldsQuery(), enabled: any });
  const filled = (fields.data?.items ?? []).filter(({ key }) => key in member.custom);
  if (filled.length === 0) return null;
  return (
    <Card title={w.clubs}>
      <Facts>
        {filled.map((field) => (
          <Fact key={field.key} name={field.name}>
            {told(field, member.custom[field.key])}
          </Fact>
        ))}
      </Facts>
    </Card>
  );
}
