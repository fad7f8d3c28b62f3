/** One event as a member sees it: what it is, who of theirs comes, and a form for more. */
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Account, type ClubEvent, failureOf, idempotencyKey, reasonOf, useServerForm } from '@/api';
import { useWords } from '@/language';
import { Card, FailureNotice, Note, NoticeLink, Page, PageForm, SelectField, Skeleton, toast } from '@/ui';
import { registerFor } from '../changes';
import { hasBegun } from '../clock';
import css from '../events.module.css';
import { EventMark } from '../marks';
import { eventQuery, eventsChanged, registrationsQuery } from '../queries';
import { PeopleFields } from '../registrations/PeopleFields';
import { attendeeOf, newPerson } from '../registrations/people';
import { peopleWords } from '../registrations/words/people';
import { EventView } from '../view/EventView';
import { useWhen } from '../when';
import { eventsWords } from '../words';
import { OwnPeople } from './OwnEvents';
import { ownWords } from './words';

interface OwnEventProps {
  id: string;
  account: Account;
  /** For which of one's organisations; the first when the address says none. */
  member: string | undefined;
  onMember: (id: string) => void;
}

export function OwnEventPage({ id, account, member, onMember }: OwnEventProps) {
  const w = useWords(ownWords);
  const all = useWords(eventsWords);
  const when = useWhen();
  const found = useQuery(eventQuery(id));
  const event = found.data;
  const seats = account.organisations;
  const own = (seats.find(({ member_id }) => member_id === member) ?? seats[0])?.member_id;
  return (
    <Page
      narrow
      title={event?.title ?? all.title}
      lead={event && `${all.kinds[event.kind]} · ${when(event)}`}
      before={
        own && (
          <Link
            to="/mon-espace/$memberId"
            params={{ memberId: own }}
            search={{ onglet: 'agenda' }}
            className={css.back}
          >
            <IconArrowLeft size={20} stroke={1.75} aria-hidden /> {w.back}
          </Link>
        )
      }
    >
      {found.isPending && <Skeleton lines={10} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {event && (
        <>
          {event.state !== 'published' && (
            <div>
              <EventMark state={event.state} />
            </div>
          )}
          {event.state === 'cancelled' && event.cancel_words && (
            <Note tone="warn">
              <p className={css.said}>{event.cancel_words}</p>
            </Note>
          )}
          {seats.length > 1 && (
            <SelectField
              label={w.forWhom}
              value={own ?? ''}
              onChange={(change) => onMember(change.currentTarget.value)}
              data={seats.map(({ member_id, name }) => ({ value: member_id, label: name }))}
            />
          )}
          {own && event.state !== 'draft' && <Ours event={event} member={own} account={account} />}
          <EventView event={event} />
          {event.state === 'done' && event.minutes && (
            <Card title={w.minutes}>
              <p className={css.said}>{event.minutes}</p>
            </Card>
          )}
        </>
      )}
    </Page>
  );
}

function Ours({ event, member, account }: { event: ClubEvent; member: string; account: Account }) {
  const w = useWords(ownWords);
  const found = useQuery(registrationsQuery(event.id));
  const rows = (found.data?.items ?? []).filter((row) => row.member?.id === member);
  const reason = reasonOf(event.abilities.register);
  return (
    <Card title={w.ours}>
      <div className={css.stack}>
        {found.isPending && <Skeleton lines={3} />}
        {found.isError && (
          <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
        )}
        {rows.length > 0 && <OwnPeople rows={rows} fixed={event.state !== 'published' || hasBegun(event)} />}
        {event.state === 'published' && reason !== null && <Note>{reason}</Note>}
        {found.isSuccess && reason === null && (
          <RegisterForm
            // Once somebody is there the form is for the next one.
            key={`${member}:${rows.length}`}
            event={event}
            member={member}
            first={rows.length === 0 ? account : null}
          />
        )}
      </div>
    </Card>
  );
}

interface RegisterProps {
  event: ClubEvent;
  member: string;
  /** Whoever fills it in comes themselves, most of the time. */
  first: Account | null;
}

function RegisterForm({ event, member, first }: RegisterProps) {
  const w = useWords(ownWords);
  const { people: label } = useWords(peopleWords);
  const client = useQueryClient();
  const [key] = useState(idempotencyKey);
  const form = useServerForm({
    initial: {
      people: [
        newPerson(
          first
            ? {
                given_name: first.given_name,
                family_name: first.family_name,
                email: first.email,
              }
            : {},
        ),
      ],
    },
    send: ({ people }) =>
      registerFor(
        event.id,
        { member_id: member, people: people.map((person) => attendeeOf(person, event.questions)) },
        key,
      ),
    onDone: ({ items }) => {
      toast({ text: items.some(({ state }) => state === 'waiting') ? w.waits : w.registered });
      void eventsChanged(client);
    },
  });
  return (
    <PageForm
      submit={first ? w.register : w.registerMore}
      busy={form.busy}
      errors={form.summary({ people: label })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
    >
      {event.counts.free === 0 && <Note>{w.full}</Note>}
      <PeopleFields
        people={form.values.people}
        questions={event.questions}
        errors={form.errors}
        onChange={(people) => form.set('people', people)}
      />
      <p>
        <NoticeLink />
      </p>
    </PageForm>
  );
}
