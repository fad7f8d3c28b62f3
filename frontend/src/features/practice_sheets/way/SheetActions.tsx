/** What comes next, as one main button; the rest is in a menu. What can't be done now says why. */
import {
  IconArchive,
  IconArrowBackUp,
  IconDots,
  IconDownload,
  IconExternalLink,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconMailQuestion,
  IconNews,
  IconRestore,
  IconTrash,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { idempotencyKey, reasonOf, type Sheet, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { AreaField, Button, Menu, MenuItem, TextField, toast } from '@/ui';
import {
  archiveSheet,
  askInterview,
  discardSheet,
  type Key,
  publishSheet,
  restoreSheet,
  sendSheetBack,
  submitSheet,
  takeSheetUp,
} from '../changes';
import { useSheet, useWriting } from '../editor/writing';
import { type Handed, handOut } from '../handOut';
import { sheetsChanged } from '../queries';
import { type Asked, AskOnce } from './AskOnce';
import { wayWords } from './words';

/** As what a sheet is handed out. */
const HANDED: [Handed, typeof IconDots][] = [
  ['pdf', IconFileTypePdf],
  ['poster', IconNews],
  ['json', IconDownload],
  ['markdown', IconFileText],
  ['zip', IconFileZip],
];

type Open = 'submit' | 'send_back' | 'publish' | 'archive' | 'discard' | 'interview';

const icon = { size: 20, stroke: 1.75, 'aria-hidden': true } as const;

interface ActionsProps {
  onJump: (field: string) => void;
  /** The sheet is gone. */
  onGone: () => void;
}

export function SheetActions({ onJump, onGone }: ActionsProps) {
  const w = useWords(wayWords);
  const client = useQueryClient();
  const { keeper, isStaff } = useWriting();
  const sheet = useSheet(keeper);
  const [open, setOpen] = useState<Open | null>(null);
  const [words, setWords] = useState('');
  const { state, abilities } = sheet;
  const at = async (make: (id: string, key: Key) => Promise<Sheet>, said: string) => {
    try {
      if (!(await keeper.flush())) return toast({ text: w.saveFirst, tone: 'error' });
      await keeper.run(
        () => make(sheet.id, idempotencyKey()),
        (next) => next,
      );
      toast({ text: said });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await sheetsChanged(client);
  };
  const give = async (as: Handed) => {
    try {
      await handOut(keeper, as);
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
  };
  const show = (what: Open) => {
    setWords('');
    setOpen(what);
  };
  const asked: Record<Open, Asked> = {
    submit: {
      title: w.submit,
      text: w.submitText,
      button: w.submit,
      done: () => w.submitted,
      make: submitSheet,
      lacks: w.submitLacks,
    },
    send_back: {
      title: w.sendBackTitle,
      text: w.sendBackHint,
      button: w.sendBack,
      done: () => w.sentBack,
      make: (id, key) => sendSheetBack(id, words.trim(), key),
      reason: words.trim() === '' ? w.sendBackNeeded : null,
    },
    publish: {
      title: w.publishTitle,
      text: w.publishText,
      button: w.publish,
      done: ({ version }) => w.published(version),
      make: (id, key) => publishSheet(id, words.trim(), key),
      lacks: w.publishLacks,
    },
    archive: {
      title: w.archiveTitle,
      text: w.archiveText,
      button: w.archive,
      done: () => w.archived,
      make: archiveSheet,
    },
    discard: {
      title: w.discardTitle,
      text: w.discardText,
      button: w.discard,
      done: () => w.discarded,
      make: async (id) => {
        await discardSheet(id);
        onGone();
        return sheet;
      },
    },
    interview: {
      title: w.interview.askTitle(sheet.member?.name ?? ''),
      text: w.interview.askText,
      button: w.interview.ask,
      done: () => w.interview.asked,
      make: askInterview,
    },
  };
  const isOut = state === 'published';
  return (
    <>
      {state === 'draft' && !isStaff && (
        <Button look="main" reason={reasonOf(abilities.submit)} onClick={() => show('submit')}>
          {w.submit}
        </Button>
      )}
      {(state === 'draft' || state === 'submitted') && isStaff && (
        <Button
          look="main"
          reason={reasonOf(abilities.take_up)}
          onClick={() => void at(takeSheetUp, w.takenUp)}
        >
          {w.takeUp}
        </Button>
      )}
      {(state === 'in_review' || isOut) && isStaff && (
        <Button
          look={isOut && !sheet.changed_since ? 'quiet' : 'main'}
          reason={reasonOf(abilities.publish)}
          onClick={() => show('publish')}
        >
          {isOut ? w.publishAgain : w.publish}
        </Button>
      )}
      {state === 'archived' && isStaff && (
        <Button
          look="main"
          reason={reasonOf(abilities.restore)}
          icon={<IconRestore {...icon} />}
          onClick={() => void at(restoreSheet, w.restored)}
        >
          {w.restore}
        </Button>
      )}
      <Menu target={<Button aria-label={w.more} icon={<IconDots {...icon} />} />}>
        {isStaff && state === 'draft' && sheet.kind === 'good_practice' && (
          <MenuItem
            icon={<IconMailQuestion {...icon} />}
            reason={reasonOf(abilities.interview)}
            onClick={() => show('interview')}
          >
            {sheet.interview ? w.interview.askAgain : w.interview.ask}
          </MenuItem>
        )}
        {isStaff && (state === 'submitted' || state === 'in_review') && (
          <MenuItem
            icon={<IconArrowBackUp {...icon} />}
            reason={reasonOf(abilities.send_back)}
            onClick={() => show('send_back')}
          >
            {w.sendBack}
          </MenuItem>
        )}
        {isOut && (
          <MenuItem
            icon={<IconExternalLink {...icon} />}
            // A page that the program writes itself.
            onClick={() => location.assign(`/fiches/${sheet.id}`)}
          >
            {w.page}
          </MenuItem>
        )}
        {HANDED.map(([as, Icon]) => (
          <MenuItem key={as} icon={<Icon {...icon} />} onClick={() => void give(as)}>
            {w.export[as]}
          </MenuItem>
        ))}
        {isStaff && isOut && (
          <MenuItem
            icon={<IconArchive {...icon} />}
            reason={reasonOf(abilities.archive)}
            onClick={() => show('archive')}
          >
            {w.archive}
          </MenuItem>
        )}
        {sheet.version === 0 && (
          <MenuItem
            icon={<IconTrash {...icon} />}
            reason={reasonOf(abilities.discard)}
            onClick={() => show('discard')}
          >
            {w.discard}
          </MenuItem>
        )}
      </Menu>
      {open && (
        <AskOnce
          key={open}
          asked={asked[open]}
          onJump={onJump}
          onDone={() => void sheetsChanged(client)}
          onClose={() => setOpen(null)}
        >
          {open === 'send_back' && (
            <AreaField
              label={w.sendBackWords}
              rows={3}
              maxLength={2000}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
          )}
          {open === 'publish' && (
            <TextField
              label={w.note}
              description={w.noteHint}
              maxLength={300}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
          )}
        </AskOnce>
      )}
    </>
  );
}
