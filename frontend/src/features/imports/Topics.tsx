import { useQuery } from '@tanstack/react-query';
import { topicsQuery } from '@/features/club';
import { useWords } from '@/language';
import { Button, Card, FieldRow, FieldStack, Note, SelectField } from '@/ui';
import type { ChoiceProps } from './FileStep';
import { importsWords } from './words';

/** The topics that the file would make, each to be told as one that the club has already. */
export function Topics({ data, reason, onChange }: ChoiceProps) {
  const w = useWords(importsWords).file;
  const { data: club } = useQuery(topicsQuery);
  const told = Object.entries(data.topics ?? {});
  const fresh = data.new_topics ?? [];
  if (told.length + fresh.length === 0) return null;
  const proposals = fresh.flatMap(({ written, proposal }) =>
    proposal ? [[written, proposal] as const] : [],
  );
  const names = [...(club?.items ?? []).map((topic) => topic.name), ...told.map(([, topic]) => topic)];
  const options = [...new Set(names)].map((name) => ({ value: name, label: name }));
  const choose = (written: string, topic: string) =>
    onChange({ patch: { topics: { [written]: topic || null } } });
  return (
    <Card title={w.topicTitle}>
      <FieldStack>
        {fresh.length > 0 && <Note>{w.newTopics(fresh.length)}</Note>}
        <FieldRow>
          {told.map(([written, topic]) => (
            <SelectField
              key={written}
              label={w.kindOf(written)}
              value={topic}
              disabled={reason !== null}
              onChange={(event) => choose(written, event.currentTarget.value)}
              data={[{ value: '', label: w.newTopic }, ...options]}
            />
          ))}
          {fresh.map(({ written, rows, proposal }) => (
            <SelectField
              key={written}
              label={w.kindOf(written)}
              description={[w.kindRows(rows), ...(proposal ? [w.proposed(proposal)] : [])].join('\u00a0· ')}
              value=""
              disabled={reason !== null}
              onChange={(event) => choose(written, event.currentTarget.value)}
              data={[{ value: '', label: w.newTopic }, ...options]}
            />
          ))}
        </FieldRow>
        {proposals.length > 0 && reason === null && (
          <div>
            <Button onClick={() => onChange({ patch: { topics: Object.fromEntries(proposals) } })}>
              {w.acceptAll(proposals.length)}
            </Button>
          </div>
        )}
      </FieldStack>
    </Card>
  );
}
