import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { failureOf, sentenceOf, type Topic } from '@/api';
import { useWords } from '@/language';
import { Button, Card, EmptyState, FailureNotice, Skeleton, TextField, toast } from '@/ui';
import css from './club.module.css';
import { addTopic, removeTopic, renameTopic, topicsQuery } from './queries';
import { clubWords } from './words';

export function TopicSettings({ reason }: { reason: string | null }) {
  const w = useWords(clubWords).topics;
  const client = useQueryClient();
  const topics = useQuery(topicsQuery);
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: topicsQuery.queryKey });
  const add = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    try {
      await addTopic(name.trim());
      setName('');
    } catch (problem) {
      setError(sentenceOf(problem));
    }
    await refresh();
  };
  return (
    <Card title={w.title}>
      <form className={css.inline} onSubmit={(event) => void add(event)} noValidate>
        <TextField
          label={w.name}
          value={name}
          error={error}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" reason={reason}>
          {w.add}
        </Button>
      </form>
      {topics.isPending && <Skeleton lines={4} />}
      {topics.isError && (
        <FailureNotice failure={failureOf(topics.error)} onRetry={() => void topics.refetch()} />
      )}
      {topics.data?.items.length === 0 && <EmptyState title={w.empty}>{w.emptyText}</EmptyState>}
      <ul className={css.lines}>
        {topics.data?.items.map((topic) => (
          <TopicLine key={topic.id} topic={topic} reason={reason} onChanged={refresh} />
        ))}
      </ul>
    </Card>
  );
}

interface TopicLineProps {
  topic: Topic;
  reason: string | null;
  onChanged: () => Promise<unknown>;
}

function TopicLine({ topic, reason, onChanged }: TopicLineProps) {
  const w = useWords(clubWords).topics;
  const [name, setName] = useState<string | null>(null);
  const run = async (action: () => Promise<unknown>) => {
    try {
      await action();
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await onChanged();
  };
  if (name !== null) {
    return (
      <li>
        <form
          className={css.inline}
          onSubmit={(event) => {
            event.preventDefault();
            setName(null);
            void run(() => renameTopic(topic, name.trim()));
          }}
        >
          <TextField
            aria-label={w.rename(topic.name)}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" look="main">
            {w.save}
          </Button>
        </form>
      </li>
    );
  }
  return (
    <li>
      <span>{topic.name}</span>
      <Button
        size="small"
        look="plain"
        reason={reason}
        aria-label={w.rename(topic.name)}
        icon={<IconPencil size={18} stroke={1.75} aria-hidden />}
        onClick={() => setName(topic.name)}
      >
        {w.renameShort}
      </Button>
      <Button
        size="small"
        look="plain"
        reason={reason}
        aria-label={`${w.remove} ${topic.name}`}
        icon={<IconTrash size={18} stroke={1.75} aria-hidden />}
        onClick={() =>
          void run(async () => {
            await removeTopic(topic.id);
            toast({
              text: w.removed(topic.name),
              undo: async () => {
                await addTopic(topic.name);
                await onChanged();
              },
            });
          })
        }
      >
        {w.remove}
      </Button>
    </li>
  );
}
