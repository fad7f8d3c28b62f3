import { useQuery } from '@tanstack/react-query';
import { topicsQuery } from '@/features/club';
import { useWords } from '@/language';
import { Button, Card, FieldStack, Note, SelectField } from '@/ui';
import type { ChoiceProps } from './FileStep';
import css from './imports.module.css';
import { importsWords } from './words';

interface Word {
  written: string;
  /** What it was told to stand for. */
  topic?: string;
  rows?: number;
  proposal?: string | null;
}

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
  // A word keeps its place when it has been told.
  const words: Word[] = [...told.map(([written, topic]) => ({ written, topic })), ...fresh].sort((a, b) =>
    a.written.localeCompare(b.written),
  );
  return (
    <Card title={w.topicTitle}>
      <FieldStack>
        {fresh.length > 0 && <Note>{w.newTopics(data.new_topics_total)}</Note>}
        <div className={css.words}>
          {words.map(({ written, rows, proposal, topic }) => (
            <SelectField
              key={written}
              label={w.kindOf(written)}
              description={
                rows === undefined
                  ? undefined
                  : [w.kindRows(rows), ...(proposal ? [w.proposed(proposal)] : [])].join('\u00a0· ')
              }
              value={topic ?? ''}
              disabled={reason !== null}
              onChange={(event) =>
                onChange({ patch: { topics: { [written]: event.currentTarget.value || null } } })
              }
              data={[{ value: '', label: w.newTopic }, ...options]}
            />
          ))}
        </div>
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
