import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { failureOf, sentenceOf, type Topic } from '@/api';
import { useWords } from '@/language';
import { Button, LineMenu, MenuItem, type Moves, OrderedCard, TextField, toast, uiWords } from '@/ui';
import css from './club.module.css';
import { addTopic, moveTopic, removeTopic, renameTopic, restoreTopic, topicsQuery } from './queries';
import { clubWords } from './words';

export function TopicSettings({ reason }: { reason: string | null }) {
  const w = useWords(clubWords).topics;
  const client = useQueryClient();
  const topics = useQuery(topicsQuery);
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  // A topic is told with each member that has it.
  const refresh = () =>
    Promise.all(
      [topicsQuery.queryKey, ['members']].map((queryKey) => client.invalidateQueries({ queryKey })),
    );
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
  const move = async (topic: Topic, place: number) => {
    try {
      await moveTopic(topic, place);
    } catch (problem) {
      toast({ text: sentenceOf(problem), tone: 'error' });
      throw problem;
    } finally {
      await refresh();
    }
  };
  const form = (
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
  );
  return (
    <OrderedCard
      title={w.title}
      above={form}
      items={topics.data?.items}
      failure={topics.isError ? failureOf(topics.error) : null}
      onRetry={() => void topics.refetch()}
      empty={{ title: w.empty, text: w.emptyText }}
      reason={reason}
      onMove={move}
    >
      {(topic, moves) => <TopicLine topic={topic} moves={moves} reason={reason} onChanged={refresh} />}
    </OrderedCard>
  );
}

interface TopicLineProps {
  topic: Topic;
  moves: Moves;
  reason: string | null;
  onChanged: () => Promise<unknown>;
}

function TopicLine({ topic, moves, reason, onChanged }: TopicLineProps) {
  const w = useWords(clubWords).topics;
  const ui = useWords(uiWords);
  const [name, setName] = useState<string | null>(null);
  const run = async (action: () => Promise<unknown>) => {
    try {
      await action();
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await onChanged();
  };
  const remove = () =>
    run(async () => {
      await removeTopic(topic.id);
      toast({
        text: w.removed(topic.name),
        undo: async () => {
          await restoreTopic(topic.id);
          await onChanged();
        },
      });
    });
  if (name !== null) {
    return (
      <form
        className={css.inline}
        onSubmit={(event) => {
          event.preventDefault();
          setName(null);
          if (name.trim() !== topic.name) void run(() => renameTopic(topic, name.trim()));
        }}
        onKeyDown={(event) => event.key === 'Escape' && setName(null)}
      >
        <TextField
          aria-label={w.rename(topic.name)}
          autoFocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button onClick={() => setName(null)}>{ui.cancel}</Button>
        <Button type="submit" look="main">
          {w.save}
        </Button>
      </form>
    );
  }
  return (
    <>
      <span className={css.topic}>{topic.name}</span>
      <LineMenu label={w.actions(topic.name)} reason={reason} moves={moves}>
        <MenuItem
          icon={<IconPencil size={20} stroke={1.75} aria-hidden />}
          onClick={() => setName(topic.name)}
        >
          {w.renameShort}
        </MenuItem>
        <MenuItem icon={<IconTrash size={20} stroke={1.75} aria-hidden />} onClick={() => void remove()}>
          {w.remove}
        </MenuItem>
      </LineMenu>
    </>
  );
}
