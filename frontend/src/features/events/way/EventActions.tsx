/** What comes next, as one main button; the rest is in a menu. What can't be done now says why. */
import {
  IconCalendarOff,
  IconCalendarRepeat,
  IconCertificate,
  IconCopy,
  IconDoorEnter,
  IconDots,
  IconExternalLink,
  IconId,
  IconListCheck,
  IconQrcode,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { type ClubEvent, download, reasonOf, sentenceOf, useAccount } from '@/api';
import { useLanguage, useWords } from '@/language';
import {
  AreaField,
  Button,
  LinkButton,
  lazyPart,
  Menu,
  MenuDivider,
  MenuItem,
  MenuLabel,
  Part,
  toast,
} from '@/ui';
import { cancelEvent, discardEvent, publishEvent } from '../changes';
import { hasBegun, isOver } from '../clock';
import { type Asked, AskOnce } from './AskOnce';
import { wayWords } from './words';

const CopyDialog = lazyPart(() => import('./CopyDialog').then((part) => part.CopyDialog));
const SeriesDialog = lazyPart(() => import('./SeriesDialog').then((part) => part.SeriesDialog));

type Verb = 'publish' | 'cancel' | 'discard';

/** As what an event is put on paper for the day itself, and after it. */
const PAPERS = [
  ['sign_in', IconListCheck],
  ['door', IconQrcode],
  ['badges', IconId],
  ['certificates', IconCertificate],
] as const;

const icon = { size: 20, stroke: 1.75, 'aria-hidden': true } as const;

export function EventActions({ event, onGone }: { event: ClubEvent; onGone: () => void }) {
  const w = useWords(wayWords);
  const language = useLanguage();
  const [asking, setAsking] = useState<Verb | null>(null);
  const [open, setOpen] = useState<'copy' | 'series' | null>(null);
  const [words, setWords] = useState('');
  const { id, state, counts } = event;
  // A copy is a draft of its own, whatever became of this one: only who reads is refused.
  const making = useAccount()?.role === 'reader' ? reasonOf(event.abilities.edit) : null;
  const print = (paper: string) =>
    download(`/events/${id}/pdf?form=${paper}`, null).catch((error) =>
      toast({ text: sentenceOf(error), tone: 'error' }),
    );
  const asked: Record<Verb, Asked> = {
    publish: {
      title: w.publishTitle,
      text: event.audience === 'public' ? w.publishPublic : w.publishMembers,
      button: w.publish,
      done: w.published,
      make: (key) => publishEvent(id, key),
    },
    cancel: {
      title: w.cancelTitle,
      text: w.cancelText(counts.registered + counts.waiting + counts.offered),
      button: w.doCancel,
      done: w.cancelled,
      make: (key) => cancelEvent(id, words.trim(), key),
    },
    discard: {
      title: w.discardTitle,
      text: w.discardText,
      button: w.discard,
      done: w.discarded,
      make: async () => {
        await discardEvent(id);
        onGone();
      },
    },
  };
  return (
    <>
      <Next event={event} onPublish={() => setAsking('publish')} />
      <Menu target={<Button aria-label={w.more} icon={<IconDots {...icon} />} />}>
        {state !== 'draft' && event.audience === 'public' && (
          <MenuItem
            icon={<IconExternalLink {...icon} />}
            onClick={() => window.open(`/rendez-vous/${id}?lang=${language}`, '_blank', 'noopener')}
          >
            {w.publicPage}
          </MenuItem>
        )}
        <MenuItem icon={<IconCopy {...icon} />} reason={making} onClick={() => setOpen('copy')}>
          {w.copy}
        </MenuItem>
        <MenuItem icon={<IconCalendarRepeat {...icon} />} reason={making} onClick={() => setOpen('series')}>
          {w.series}
        </MenuItem>
        {state !== 'draft' && state !== 'cancelled' && (
          <>
            <MenuDivider />
            <MenuLabel>{w.papers}</MenuLabel>
            {PAPERS.filter(([paper]) => paper !== 'certificates' || counts.attended > 0).map(
              ([paper, Icon]) => (
                <MenuItem key={paper} icon={<Icon {...icon} />} onClick={() => void print(paper)}>
                  {w.paper[paper]}
                </MenuItem>
              ),
            )}
            <MenuDivider />
          </>
        )}
        {state === 'published' && (
          <MenuItem
            icon={<IconCalendarOff {...icon} />}
            reason={reasonOf(event.abilities.cancel)}
            onClick={() => {
              setWords('');
              setAsking('cancel');
            }}
          >
            {w.cancel}
          </MenuItem>
        )}
        {state === 'draft' && (
          <MenuItem
            icon={<IconTrash {...icon} />}
            reason={reasonOf(event.abilities.discard)}
            onClick={() => setAsking('discard')}
          >
            {w.discard}
          </MenuItem>
        )}
      </Menu>
      {asking && (
        <AskOnce asked={asked[asking]} onClose={() => setAsking(null)}>
          {asking === 'cancel' && (
            <AreaField
              label={w.cancelWords}
              description={w.cancelWordsHint}
              rows={3}
              maxLength={2000}
              value={words}
              onChange={(change) => setWords(change.currentTarget.value)}
            />
          )}
        </AskOnce>
      )}
      <Part>
        {open === 'copy' && <CopyDialog event={event} onClose={() => setOpen(null)} />}
        {open === 'series' && <SeriesDialog event={event} onClose={() => setOpen(null)} />}
      </Part>
    </>
  );
}

function Next({ event, onPublish }: { event: ClubEvent; onPublish: () => void }) {
  const w = useWords(wayWords);
  const { id, state } = event;
  const to = { to: '/programme/$eventId', params: { eventId: id } } as const;
  if (state === 'draft') {
    return (
      <Button look="main" reason={reasonOf(event.abilities.publish)} onClick={onPublish}>
        {w.publish}
      </Button>
    );
  }
  if (state !== 'published') return null;
  const isBeingHeld = hasBegun(event) && !isOver(event);
  return (
    <>
      <LinkButton
        to="/programme/$eventId/accueil"
        params={{ eventId: id }}
        look={isBeingHeld ? 'main' : 'quiet'}
        icon={<IconDoorEnter {...icon} />}
      >
        {w.door}
      </LinkButton>
      {!hasBegun(event) && (
        <LinkButton {...to} search={{ onglet: 'invitations' }} look="main">
          {w.invite}
        </LinkButton>
      )}
      {isOver(event) && (
        <LinkButton {...to} search={{ onglet: 'suites' }} look="main">
          {w.close}
        </LinkButton>
      )}
    </>
  );
}
