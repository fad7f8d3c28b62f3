/** All that is said of an event, card by card, saved at once; what somebody else changed meanwhile stays. */
import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef, useState } from 'react';
import {
  answer,
  api,
  type ClubEvent,
  type EventChanges,
  type Problem,
  reasonOf,
  sentenceOf,
  useServerForm,
} from '@/api';
import { useWords } from '@/language';
import { Button, ErrorSummary, Note, toast, useKeys } from '@/ui';
import { changeEvent } from '../changes';
import { eventQuery, eventsChanged } from '../queries';
import { EventView } from '../view/EventView';
import { About, Agenda, Seats, WhenWhere } from './cards';
import { changesOf, type Draft, draftOf, isTold } from './draft';
import { Equipment } from './Equipment';
import css from './editor.module.css';
import { Files } from './Files';
import { Questions } from './Questions';
import { useUnsaved } from './useUnsaved';
import { editorWords } from './words';

export function Editor({ event }: { event: ClubEvent }) {
  const reason = reasonOf(event.abilities.edit);
  if (reason === null) return <Form event={event} />;
  return (
    <>
      {event.state === 'published' && <Note>{reason}</Note>}
      <EventView event={event} />
    </>
  );
}

export type DraftForm = ReturnType<typeof useServerForm<Draft, ClubEvent>>;

function Form({ event }: { event: ClubEvent }) {
  const w = useWords(editorWords);
  const client = useQueryClient();
  const [before, setBefore] = useState(() => draftOf(event));
  const [revision, setRevision] = useState(event.revision);
  const [changedBy, setChangedBy] = useState<string | null>(null);
  const form: DraftForm = useServerForm<Draft, ClubEvent>({
    initial: before,
    send: (values) => changeEvent(event.id, revision, changesOf(before, values)),
    onDone: (next) => {
      const undone = changesOf(draftOf(next), before);
      take(next);
      toast({
        text: w.saved,
        // Of what is published people were told: taking it back is another message.
        ...(next.state === 'draft' && {
          undo: async () => take(await changeEvent(next.id, next.revision, undone)),
        }),
      });
      void eventsChanged(client);
    },
    onStale: (problem) => void catchUp(problem),
  });
  const take = (next: ClubEvent) => {
    const draft = draftOf(next);
    client.setQueryData(eventQuery(next.id).queryKey, next);
    setBefore(draft);
    setRevision(next.revision);
    setChangedBy(null);
    for (const [name, value] of Object.entries(draft)) form.set(name as keyof Draft, value as never);
  };
  /** What somebody else changed comes in beside what was typed; gives whether both wrote in the same place. */
  const meet = (now: ClubEvent): boolean => {
    const draft = draftOf(now);
    const mine = changesOf(before, form.values);
    const theirs = Object.keys(changesOf(before, draft)) as (keyof Draft & keyof EventChanges)[];
    for (const name of theirs) if (!(name in mine)) form.set(name, draft[name]);
    setBefore(draft);
    setRevision(now.revision);
    return theirs.some((name) => name in mine);
  };
  const catchUp = async (problem: Problem) => {
    try {
      meet(await answer(api.GET('/events/{id}', { params: { path: { id: event.id } } })));
      const by = problem.body.current?.changed_by;
      setChangedBy((typeof by === 'object' ? by?.name : by) ?? w.somebody);
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
  };
  const changes = changesOf(before, form.values);
  const isDirty = Object.keys(changes).length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the server tells moves the form
  useEffect(() => {
    if (event.revision > revision && meet(event)) setChangedBy(w.somebody);
  }, [event.revision]);
  const asking = useUnsaved(isDirty);
  const bar = useRef<HTMLDivElement>(null);
  useFoot(bar);
  useKeys({ 'ctrl+s': () => isDirty && void form.submit() });
  const unnamed = form.values.files.some(({ label }) => label.trim() === '');
  return (
    <form
      noValidate
      className={css.cards}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void form.submit();
      }}
    >
      <ErrorSummary errors={form.summary(w.names)} leftovers={form.leftovers} />
      <About form={form} />
      <WhenWhere form={form} />
      <Seats form={form} />
      <Questions form={form} />
      <Agenda form={form} />
      <Equipment form={form} />
      <Files event={event} form={form} />
      {changedBy && (
        <div role="alert">
          <Note tone="warn">{w.changedBy(changedBy)}</Note>
        </div>
      )}
      <div className={css.bar} ref={bar}>
        <span role="status">
          {!isDirty ? w.upToDate : event.state === 'published' && isTold(changes) ? w.willTell : w.unsaved}
        </span>
        <Button
          type="submit"
          look="main"
          busy={form.busy}
          reason={unnamed ? w.nameFiles : isDirty ? null : w.upToDate}
        >
          {w.save}
        </Button>
      </div>
      {asking}
    </form>
  );
}

/** Messages stand above the bar, however high its sentence makes it. */
function useFoot(bar: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const { style } = document.documentElement;
    const watch = new ResizeObserver(() =>
      style.setProperty('--foot', `${bar.current?.offsetHeight ?? 0}px`),
    );
    if (bar.current) watch.observe(bar.current);
    return () => {
      watch.disconnect();
      style.removeProperty('--foot');
    };
  }, [bar]);
}
