import { IconArrowDown, IconArrowUp, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { failureOf, sentenceOf, type Topic } from '@/api';
import { useWords } from '@/language';
import {
  Button,
  Card,
  EmptyState,
  FailureNotice,
  Menu,
  MenuItem,
  OrderedList,
  Skeleton,
  TextField,
  toast,
  uiWords,
} from '@/ui';
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
      {topics.data && topics.data.items.length > 0 && (
        <OrderedList
          label={w.title}
          items={topics.data.items}
          idOf={(topic) => topic.id}
          nameOf={(topic) => topic.name}
          fixed={reason !== null}
          onMove={move}
        >
          {(topic, moves) => <TopicLine topic={topic} moves={moves} reason={reason} onChanged={refresh} />}
        </OrderedList>
      )}
    </Card>
  );
}

interface TopicLineProps {
  topic: Topic;
  moves: { up?: () => void; down?: () => void };
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
      <Menu
        target={
          <Button
            size="small"
            look="plain"
            reason={reason}
            aria-label={w.actions(topic.name)}
            icon={<IconDots size={18} stroke={1.75} aria-hidden />}
          />
        }
      >
        {moves.up && (
          <MenuItem icon={<IconArrowUp size={20} stroke={1.75} aria-hidden />} onClick={moves.up}>
            {ui.up}
          </MenuItem>
        )}
        {moves.down && (
          <MenuItem icon={<IconArrowDown size={20} stroke={1.75} aria-hidden />} onClick={moves.down}>
            {ui.down}
          </MenuItem>
        )}
        <MenuItem
          icon={<IconPencil size={20} stroke={1.75} aria-hidden />}
          onClick={() => setName(topic.name)}
        >
          {w.renameShort}
        </MenuItem>
        <MenuItem icon={<IconTrash size={20} stroke={1.75} aria-hidden />} onClick={() => void remove()}>
          {w.remove}
        </MenuItem>
      </Menu>
    </>
  );
}
