/** One sheet: what it says, where it stands, and what comes next. */
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { failureOf, reasonOf, type Sheet } from '@/api';
import { useDays, useWords } from '@/language';
import { FailureNotice, lazyPart, Note, Page, Skeleton, TabLink, Tabs } from '@/ui';
import { changeSheet } from './changes';
import { Keeper } from './editor/keeper';
import { useStay } from './editor/useStay';
import { useField, useSheet, useWriting, WritingContext } from './editor/writing';
import { SheetMark } from './marks';
import { readSheet, sheetQuery } from './queries';
import { SHEET_TABS, type SheetTab } from './search';
import css from './sheets.module.css';
import { SheetActions } from './way/SheetActions';
import { wayWords } from './way/words';
import { sheetsWords } from './words';

const Editor = lazyPart(() => import('./editor/Editor').then((part) => part.Editor));
const Tracking = lazyPart(() => import('./way/Tracking').then((part) => part.Tracking));

interface PlaceProps {
  tab: SheetTab;
  /** The field that is jumped to. */
  target: string | undefined;
  /** At the desk, or in the member's own space. */
  place: 'desk' | 'own';
  onPlace: (tab: SheetTab, target?: string) => void;
  onGone: () => void;
}

export function SheetPage({ id, ...place }: PlaceProps & { id: string }) {
  const w = useWords(sheetsWords);
  const found = useQuery(sheetQuery(id));
  if (found.data) return <Written sheet={found.data} {...place} />;
  return (
    <Page title={w.title}>
      {found.isPending && <Skeleton lines={10} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
    </Page>
  );
}

/** From here on the keeper holds the sheet; what is read anew in between goes through it. */
function Written({ sheet, ...place }: PlaceProps & { sheet: Sheet }) {
  const [keeper] = useState(
    () =>
      new Keeper(sheet, {
        change: (revision, changes) => changeSheet(sheet.id, revision, changes),
        read: () => readSheet(sheet.id),
      }),
  );
  const client = useQueryClient();
  const kept = useSheet(keeper);
  useEffect(() => {
    const now = keeper.told().sheet;
    // An answer that was long on its way tells of the past.
    if (sheet !== now && sheet.revision >= now.revision) keeper.take(sheet);
  }, [keeper, sheet]);
  // Whoever comes back to the page finds it as it was left.
  useEffect(() => {
    client.setQueryData(sheetQuery(kept.id).queryKey, kept);
  }, [client, kept]);
  useEffect(() => () => keeper.end(), [keeper]);
  return (
    <WritingContext
      value={{
        keeper,
        reason: reasonOf(kept.abilities.edit),
        isStaff: place.place === 'desk',
      }}
    >
      <Drawn {...place} />
    </WritingContext>
  );
}

function Drawn({ tab, target, place, onPlace, onGone }: PlaceProps) {
  const w = useWords(sheetsWords);
  const way = useWords(wayWords);
  const days = useDays();
  const { keeper, reason } = useWriting();
  const sheet = useSheet(keeper);
  const { value: title } = useField('title');
  const asking = useStay(keeper);
  const jump = (field: string) => onPlace(field === 'confirmation' ? 'suivi' : 'fiche', field);
  const told = [
    w.kinds[sheet.kind],
    sheet.member?.name,
    sheet.version > 0 && w.version(sheet.version),
    sheet.published_on && w.publishedOn(days.long(sheet.published_on)),
    sheet.state === 'published' && sheet.review_due_on && w.reviewOn(days.long(sheet.review_due_on)),
  ];
  return (
    <Page
      title={title || sheet.title}
      before={<Back sheet={sheet} place={place} />}
      lead={told.filter(Boolean).join(' · ')}
      actions={<SheetActions onJump={jump} onGone={onGone} />}
    >
      <div className={css.signs}>
        <SheetMark state={sheet.state} />
      </div>
      {sheet.state === 'published' && sheet.changed_since && <Note>{way.changedSince}</Note>}
      {reason && <Note>{reason}</Note>}
      <Tabs label={w.parts}>
        {SHEET_TABS.map((name) => (
          <TabLink
            key={name}
            to={toSheet(place)}
            params={{ sheetId: sheet.id }}
            search={name === 'fiche' ? {} : { onglet: name }}
            activeOptions={{ exact: true }}
          >
            {w.tabs[name]}
          </TabLink>
        ))}
      </Tabs>
      <Suspense fallback={<Skeleton lines={10} />}>
        {tab === 'fiche' ? <Editor target={target} onJump={jump} /> : <Tracking onJump={jump} />}
      </Suspense>
      {asking}
    </Page>
  );
}

const toSheet = (place: PlaceProps['place']) =>
  place === 'desk' ? '/redaction/$sheetId' : '/mon-espace/fiches/$sheetId';

function Back({ sheet, place }: { sheet: Sheet; place: PlaceProps['place'] }): ReactNode {
  const w = useWords(sheetsWords);
  const arrow = <IconArrowLeft size={20} stroke={1.75} aria-hidden />;
  if (place === 'desk') {
    return (
      <Link to="/redaction" className={css.back}>
        {arrow} {w.back}
      </Link>
    );
  }
  return (
    sheet.member && (
      <Link
        to="/mon-espace/$memberId"
        params={{ memberId: sheet.member.id }}
        search={{ onglet: 'fiches' }}
        className={css.back}
      >
        {arrow} {w.backOwn}
      </Link>
    )
  );
}
