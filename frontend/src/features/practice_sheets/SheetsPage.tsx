/** Every sheet, the newest first: where it stands and what it waits for; above, the year against the club's target. */
import { IconFileImport, IconFilePlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { failureOf, SHEET_KINDS, SHEET_STATES } from '@/api';
import { grammar, useLanguage, useWords } from '@/language';
import {
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
  TextField,
  useSettled,
} from '@/ui';
import { sheetCountsQuery, sheetsQuery } from './queries';
import { SheetList } from './SheetList';
import { askedOf, type SheetSearch } from './search';
import css from './sheets.module.css';
import { sheetsWords } from './words';

const NewSheetDialog = lazyPart(() => import('./NewSheetDialog').then((part) => part.NewSheetDialog));
const ImportSheetDialog = lazyPart(() =>
  import('./ImportSheetDialog').then((part) => part.ImportSheetDialog),
);

interface SheetsProps {
  search: SheetSearch;
  onSearch: (search: SheetSearch, replace?: boolean) => void;
  /** Why none can be written. */
  reason: string | null;
}

export function SheetsPage({ search, onSearch, reason }: SheetsProps) {
  const w = useWords(sheetsWords);
  const found = useInfiniteQuery(sheetsQuery(askedOf(search)));
  const [open, setOpen] = useState<'new' | 'import' | null>(null);
  const sheets = found.data?.pages.flatMap((page) => page.items) ?? [];
  const isNarrowed = Object.keys(search).length > 0;
  const isEmpty = found.isSuccess && sheets.length === 0;
  const begin = (
    <>
      <Button
        reason={reason}
        icon={<IconFileImport size={20} stroke={1.75} aria-hidden />}
        onClick={() => setOpen('import')}
      >
        {w.import}
      </Button>
      <Button
        look="main"
        reason={reason}
        icon={<IconFilePlus size={20} stroke={1.75} aria-hidden />}
        onClick={() => setOpen('new')}
      >
        {w.new}
      </Button>
    </>
  );
  return (
    <Page title={w.title} lead={w.lead} actions={!(isEmpty && !isNarrowed) && begin}>
      <Year />
      <Filters search={search} onSearch={onSearch} />
      {found.isPending && <Skeleton lines={6} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {isEmpty &&
        (isNarrowed ? (
          <EmptyState title={w.noneFits} action={<Button onClick={() => onSearch({})}>{w.showAll}</Button>}>
            {w.noneFitsText}
          </EmptyState>
        ) : (
          <EmptyState title={w.none} action={begin}>
            {w.noneText}
          </EmptyState>
        ))}
      {sheets.length > 0 && (
        <>
          <SheetList label={w.list} sheets={sheets} to="/redaction/$sheetId" />
          <LoadMore
            shown={w.shown(sheets.length)}
            busy={found.isFetchingNextPage}
            {...(found.hasNextPage ? { onMore: () => void found.fetchNextPage() } : {})}
          />
        </>
      )}
      <Part>
        {open === 'new' && <NewSheetDialog onClose={() => setOpen(null)} />}
        {open === 'import' && <ImportSheetDialog onClose={() => setOpen(null)} />}
      </Part>
    </Page>
  );
}

function Year() {
  const w = useWords(sheetsWords);
  const { number, percent } = grammar(useLanguage());
  const { data } = useQuery(sheetCountsQuery);
  if (!data) return null;
  return (
    <FigureStrip label={w.year(data.year)}>
      <Figure
        value={number(data.published)}
        share={data.target > 0 ? percent(data.published / data.target) : null}
        label={w.published(data.target)}
      />
      <Figure value={number(data.good_practices)} label={w.goodPractices} />
      <Figure value={number(data.advice)} label={w.advice} />
      <Figure value={number(data.in_work)} label={w.inWork} />
      <Figure
        value={number(data.review_due)}
        label={
          <Link to="/redaction" search={{ revoir: true }}>
            {w.reviewDue}
          </Link>
        }
      />
    </FigureStrip>
  );
}

function Filters({ search, onSearch }: Pick<SheetsProps, 'search' | 'onSearch'>) {
  const w = useWords(sheetsWords);
  const { etat, revoir, genre } = search;
  const state = (next: Pick<SheetSearch, 'etat' | 'revoir'>) => {
    const { etat: _, revoir: __, ...rest } = search;
    onSearch({ ...rest, ...next });
  };
  return (
    <>
      <div className={css.narrow}>
        <Titles search={search} onSearch={onSearch} />
        <SelectField
          label={w.whichKind}
          value={genre ?? ''}
          onChange={(event) => {
            const { genre: _, ...rest } = search;
            const kind = SHEET_KINDS.find((one) => one === event.currentTarget.value);
            onSearch({ ...rest, ...(kind && { genre: kind }) });
          }}
          data={[
            { value: '', label: w.allKinds },
            ...SHEET_KINDS.map((kind) => ({ value: kind, label: w.kindsMany[kind] })),
          ]}
        />
      </div>
      <FilterChips label={w.which}>
        <Chip pressed={!etat && !revoir} onPress={() => state({})}>
          {w.all}
        </Chip>
        {SHEET_STATES.map((one) => (
          <Chip key={one} pressed={etat === one} onPress={() => state({ etat: one })}>
            {w.statesMany[one]}
          </Chip>
        ))}
        <Chip pressed={revoir === true} onPress={() => state({ revoir: true })}>
          {w.toReview}
        </Chip>
      </FilterChips>
    </>
  );
}

/** What is typed goes into the address once it was left alone for a moment. */
function Titles({ search, onSearch }: Pick<SheetsProps, 'search' | 'onSearch'>) {
  const w = useWords(sheetsWords);
  const asked = search.q ?? '';
  const [text, setText] = useState(asked);
  const [told, setTold] = useState(asked);
  // The address was changed elsewhere: the field says so.
  if (asked !== told) {
    setTold(asked);
    if (asked !== text.trim()) setText(asked);
  }
  const wanted = useSettled(text.trim(), 250);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed moves the address
  useEffect(() => {
    if (wanted === asked || wanted !== text.trim()) return;
    const { q: _, ...rest } = search;
    onSearch({ ...rest, ...(wanted && { q: wanted }) }, true);
  }, [wanted]);
  return (
    <TextField
      label={w.search}
      type="search"
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}
