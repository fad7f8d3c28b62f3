/** What came of an event: who was there, what was said, what those who came thought of it. */
import { IconDoorEnter } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type ClubEvent, failureOf, idempotencyKey, reasonOf, useServerForm } from '@/api';
import { grammar, useLanguage, useWords } from '@/language';
import {
  AreaField,
  Button,
  Card,
  CheckField,
  EmptyState,
  FailureNotice,
  Figure,
  FigureStrip,
  LinkButton,
  PageForm,
  Skeleton,
  TextField,
  toast,
} from '@/ui';
import { closeEvent } from '../changes';
import { hasBegun } from '../clock';
import css from '../events.module.css';
import { FileList } from '../files/FileList';
import { attendanceChanged, eventQuery, registrationsQuery } from '../queries';
import { closingWords } from './words';

export function Closing({ event }: { event: ClubEvent }) {
  const w = useWords(closingWords);
  if (event.state === 'done') return <Closed event={event} />;
  if (event.state !== 'published' || !hasBegun(event)) {
    return (
      <EmptyState title={w.notYet}>{event.state === 'cancelled' ? w.cancelled : w.notYetText}</EmptyState>
    );
  }
  return (
    <>
      <Present event={event} />
      <CloseForm event={event} />
    </>
  );
}

interface CloseProps {
  event: ClubEvent;
  /** What was written down is corrected: nobody is written to anew. */
  correcting?: boolean;
  onDone?: () => void;
}

function CloseForm({ event, correcting = false, onDone }: CloseProps) {
  const w = useWords(closingWords);
  const client = useQueryClient();
  const [key] = useState(idempotencyKey);
  const { attended } = event.counts;
  const form = useServerForm({
    initial: {
      minutes: event.minutes,
      minutes_public: correcting ? event.minutes_public : event.audience === 'public',
      members_public: event.members_public,
      head_count: String(event.head_count ?? (attended > 0 ? attended : '')),
      photos: event.files.filter(({ kind }) => kind === 'photo'),
      write: !correcting,
    },
    send: ({ head_count: count, photos, ...said }) =>
      closeEvent(
        event.id,
        {
          ...said,
          photos: photos.map(({ file_id, label }) => ({ file_id, label: label.trim() })),
          head_count: count.trim() === '' ? null : Number(count),
        },
        key,
      ),
    onDone: (next) => {
      client.setQueryData(eventQuery(next.id).queryKey, next);
      toast({ text: correcting ? w.corrected : w.closed });
      onDone?.();
      void attendanceChanged(client);
    },
  });
  const { photos } = form.values;
  const unnamed = photos.some(({ label }) => label.trim() === '') ? w.namePhotos : null;
  return (
    <Card title={correcting ? w.correct : w.title}>
      <PageForm
        submit={correcting ? w.save : w.close}
        busy={form.busy}
        reason={reasonOf(event.abilities.close) ?? unnamed}
        errors={form.summary({ minutes: w.minutes, head_count: w.headCount, photos: w.photos })}
        leftovers={form.leftovers}
        onSubmit={form.submit}
      >
        {!correcting && <p className={css.hint}>{w.lead}</p>}
        <AreaField
          label={w.minutes}
          description={w.minutesHint}
          rows={10}
          maxLength={20_000}
          {...form.field('minutes')}
        />
        {event.audience === 'public' && (
          <CheckField
            label={w.minutesPublic}
            checked={form.values.minutes_public}
            onChange={(change) => form.set('minutes_public', change.currentTarget.checked)}
          />
        )}
        {event.audience === 'public' && (
          <CheckField
            label={w.membersPublic}
            hint={w.membersPublicHint}
            checked={form.values.members_public}
            onChange={(change) => form.set('members_public', change.currentTarget.checked)}
          />
        )}
        <TextField
          label={w.headCount}
          description={w.headCountHint}
          type="number"
          min={0}
          {...form.field('head_count')}
        />
        <FileList kind="photo" event={event} files={photos} onChange={(files) => form.set('photos', files)} />
        <p className={css.hint}>{w.photosHint}</p>
        {!correcting && (
          <CheckField
            label={w.write}
            hint={w.writeHint}
            checked={form.values.write}
            onChange={(change) => form.set('write', change.currentTarget.checked)}
          />
        )}
      </PageForm>
      {correcting && (
        <div>
          <Button onClick={onDone}>{w.keep}</Button>
        </div>
      )}
    </Card>
  );
}

/** Organisations present: each was in contact with the club that day, once. */
function Present({ event }: { event: ClubEvent }) {
  const w = useWords(closingWords);
  const found = useQuery(registrationsQuery(event.id));
  const there = found.data?.items.filter(({ attended_at: at }) => at) ?? [];
  const members = new Map(there.flatMap(({ member }) => (member ? [[member.id, member.name] as const] : [])));
  return (
    <Card
      title={w.present}
      action={
        <LinkButton
          to="/programme/$eventId/accueil"
          params={{ eventId: event.id }}
          icon={<IconDoorEnter size={20} stroke={1.75} aria-hidden />}
        >
          {w.tick}
        </LinkButton>
      }
    >
      {found.isPending && <Skeleton lines={3} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && (
        <div className={css.stack}>
          <p>{there.length === 0 ? w.nobody : w.counted(there.length, members.size)}</p>
          {members.size > 0 && (
            <ul className={css.signs}>
              {[...members].map(([id, name]) => (
                <li key={id}>
                  <Link to="/membres/$memberId" params={{ memberId: id }} search={{ onglet: 'suivi' }}>
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          )}
          {event.audience === 'public' && event.members_public && members.size > 0 && (
            <p className={css.hint}>{w.namedPublic}</p>
          )}
        </div>
      )}
    </Card>
  );
}

function Closed({ event }: { event: ClubEvent }) {
  const w = useWords(closingWords);
  const { number, percent } = grammar(useLanguage());
  const { survey, head_count: count, counts } = event;
  const [correcting, setCorrecting] = useState(false);
  return (
    <>
      <FigureStrip label={w.figures}>
        <Figure value={number(count ?? counts.attended)} label={w.people} />
        <Figure
          value={number(counts.attended)}
          share={counts.registered > 0 ? percent(counts.attended / counts.registered) : null}
          label={w.ofRegistered(counts.registered)}
        />
        {survey && survey.answers > 0 && (
          <>
            <Figure
              value={w.outOfFive(number((survey.useful ?? 0) / 100))}
              label={w.useful(survey.answers)}
            />
            <Figure
              value={number(survey.again)}
              share={percent(survey.again / survey.answers)}
              label={w.again}
            />
          </>
        )}
      </FigureStrip>
      <Present event={event} />
      {correcting ? (
        <CloseForm event={event} correcting onDone={() => setCorrecting(false)} />
      ) : (
        <Card
          title={w.minutes}
          action={
            <Button reason={reasonOf(event.abilities.close)} onClick={() => setCorrecting(true)}>
              {w.correct}
            </Button>
          }
        >
          {event.minutes ? (
            <p className={css.said}>{event.minutes}</p>
          ) : (
            <p className={css.hint}>{w.noMinutes}</p>
          )}
          {event.minutes && event.audience === 'public' && (
            <p className={css.hint}>{event.minutes_public ? w.shownPublic : w.keptInside}</p>
          )}
        </Card>
      )}
      <Card title={w.survey}>
        {!survey || survey.answers === 0 ? (
          <p className={css.hint}>{w.noAnswers}</p>
        ) : survey.words.length === 0 ? (
          <p className={css.hint}>{w.noWords}</p>
        ) : (
          <ul className={css.lines}>
            {survey.words.map((words) => (
              <li key={words} className={css.line}>
                <span className={css.said}>{words}</span>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  );
}
