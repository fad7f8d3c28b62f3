/** Every event: those ahead, those that wait to be closed, those of a month; above, the year against the club's target. */
import { IconCalendarMonth, IconCalendarPlus, IconExternalLink, IconList } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { EVENT_KINDS, failureOf } from '@/api';
import { grammar, today, useLanguage, useWords } from '@/language';
import {
  AnchorButton,
  Button,
  Chip,
  EmptyState,
  FailureNotice,
  Figure,
  FigureStrip,
  FilterChips,
  LoadMore,
  lazyPart,
  Page,
  Part,
  SelectField,
  Skeleton,
  sitePage,
  useKeys,
} from '@/ui';
import { isOver } from './clock';
import { EventList } from './EventList';
import css from './events.module.css';
import { MonthView } from './MonthView';
import { eventsQuery, eventYearQuery } from './queries';
import { askedOf, EVENT_LISTS, type EventSearch } from './search';
import { eventsWords } from './words';

const NewEventDialog = lazyPart(() => import('./NewEventDialog').then((part) => part.NewEventDialog));

interface EventsProps {
  search: EventSearch;
  onSearch: (search: EventSearch) => void;
  /** Why none can be made. */
  reason: string | null;
}

export function EventsPage({ search, onSearch, reason }: EventsProps) {
  const w = useWords(eventsWords);
  const language = useLanguage();
  const [making, setMaking] = useState(false);
  useKeys({ a: () => reason === null && setMaking(true) });
  const make = (
    <Button
      look="main"
      reason={reason}
      icon={<IconCalendarPlus size={20} stroke={1.75} aria-hidden />}
      onClick={() => setMaking(true)}
    >
      {w.new}
    </Button>
  );
  return (
    <Page
      title={w.title}
      lead={w.lead}
      actions={
        <>
          <AnchorButton
            href={sitePage('/rendez-vous', language)}
            icon={<IconExternalLink size={20} stroke={1.75} aria-hidden />}
          >
            {w.publicAgenda}
          </AnchorButton>
          {make}
        </>
      }
    >
      <Year />
      <Filters search={search} onSearch={onSearch} />
      {search.mois ? (
        <MonthView
          month={search.mois}
          kind={search.genre}
          onMonth={(mois) => onSearch({ ...search, mois })}
        />
      ) : (
        <Listed search={search} onSearch={onSearch} make={make} />
      )}
      <Part>{making && <NewEventDialog onClose={() => setMaking(false)} />}</Part>
    </Page>
  );
}

type ListedProps = Pick<EventsProps, 'search' | 'onSearch'> & { make: ReactNode };

function Listed({ search, onSearch, make }: ListedProps) {
  const w = useWords(eventsWords);
  const found = useInfiniteQuery(eventsQuery(askedOf(search, today())));
  const all = found.data?.pages.flatMap((page) => page.items) ?? [];
  // What began today is over today, or not yet.
  const events = search.liste === 'a-clore' ? all.filter((event) => isOver(event)) : all;
  const isNarrowed = Object.keys(search).length > 0;
  return (
    <>
      {found.isPending && <Skeleton lines={6} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess &&
        events.length === 0 &&
        (search.liste === 'a-clore' ? (
          <EmptyState done title={w.nothingToClose}>
            {w.nothingToCloseText}
          </EmptyState>
        ) : isNarrowed ? (
          <EmptyState title={w.noneFits} action={<Button onClick={() => onSearch({})}>{w.showAhead}</Button>}>
            {w.noneFitsText}
          </EmptyState>
        ) : (
          <EmptyState
            title={w.none}
            action={
              <>
                {make}
                <Button onClick={() => onSearch({ liste: 'passes' })}>{w.lists.passes}</Button>
              </>
            }
          >
            {w.noneText}
          </EmptyState>
        ))}
      {events.length > 0 && (
        <>
          <EventList label={w.list} events={events} />
          <LoadMore
            shown={w.shown(events.length)}
            busy={found.isFetchingNextPage}
            {...(found.hasNextPage ? { onMore: () => void found.fetchNextPage() } : {})}
          />
        </>
      )}
    </>
  );
}

function Year() {
  const w = useWords(eventsWords);
  const { number, percent } = grammar(useLanguage());
  const year = useQuery(eventYearQuery).data?.items[0];
  const open = useInfiniteQuery(eventsQuery(askedOf({ liste: 'a-clore' }, today())));
  const toClose = open.data?.pages[0]?.items.filter((event) => isOver(event)).length ?? 0;
  if (!year) return null;
  return (
    <FigureStrip label={w.year(year.year)}>
      <Figure
        value={number(year.thematic_meetings)}
        share={year.target > 0 ? percent(year.thematic_meetings / year.target) : null}
        label={w.thematic(year.target)}
      />
      <Figure value={number(year.held)} label={w.held} />
      <Figure value={number(year.people)} label={w.people} />
      <Figure value={number(year.members)} label={w.members} />
      <Figure
        value={number(toClose)}
        label={
          <Link to="/programme" search={{ liste: 'a-clore' }}>
            {w.toClose}
          </Link>
        }
      />
    </FigureStrip>
  );
}

function Filters({ search, onSearch }: Pick<EventsProps, 'search' | 'onSearch'>) {
  const w = useWords(eventsWords);
  const { liste, genre, mois } = search;
  const kind = genre ? { genre } : {};
  return (
    <>
      <div className={css.narrow}>
        <SelectField
          label={w.whichKind}
          value={genre ?? ''}
          onChange={(event) => {
            const { genre: _, ...rest } = search;
            const next = EVENT_KINDS.find((one) => one === event.currentTarget.value);
            onSearch({ ...rest, ...(next && { genre: next }) });
          }}
          data={[
            { value: '', label: w.allKinds },
            ...EVENT_KINDS.map((one) => ({ value: one, label: w.kinds[one] })),
          ]}
        />
        <FilterChips label={w.shape}>
          <Chip
            pressed={!mois}
            icon={<IconList size={18} stroke={1.75} aria-hidden />}
            onPress={() => onSearch(kind)}
          >
            {w.asList}
          </Chip>
          <Chip
            pressed={mois !== undefined}
            icon={<IconCalendarMonth size={18} stroke={1.75} aria-hidden />}
            onPress={() => onSearch({ ...kind, mois: today().slice(0, 7) })}
          >
            {w.asMonth}
          </Chip>
        </FilterChips>
      </div>
      {!mois && (
        <FilterChips label={w.which}>
          <Chip pressed={!liste} onPress={() => onSearch(kind)}>
            {w.ahead}
          </Chip>
          {EVENT_LISTS.map((one) => (
            <Chip key={one} pressed={liste === one} onPress={() => onSearch({ ...kind, liste: one })}>
              {w.lists[one]}
            </Chip>
          ))}
        </FilterChips>
      )}
    </>
  );
}
