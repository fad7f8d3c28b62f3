/** The controlled list of keywords: added, renamed, joined, taken away; each with what else it is called. */
import { IconArrowMerge, IconDots, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { failureOf, type Keyword, sentenceOf, useServerForm } from '@/api';
import { useWords } from '@/language';
import {
  Button,
  Card,
  EmptyState,
  FailureNotice,
  FormDialog,
  Menu,
  MenuItem,
  SelectField,
  Skeleton,
  TextField,
  toast,
  uiWords,
} from '@/ui';
import { fitting } from '../editor/keywords';
import { keywordsQuery } from '../queries';
import css from './keywords.module.css';
import { addKeyword, mergeKeyword, removeKeyword, renameKeyword } from './queries';
import { keywordWords } from './words';

/** From so many on, they are searched. */
const MANY = 12;
const icon = { size: 20, stroke: 1.75, 'aria-hidden': true } as const;

export function KeywordSettings({ reason }: { reason: string | null }) {
  const w = useWords(keywordWords);
  const client = useQueryClient();
  const found = useQuery(keywordsQuery);
  const [sought, setSought] = useState('');
  const [merging, setMerging] = useState<Keyword | null>(null);
  const words = found.data?.items ?? [];
  const shown = sought.trim() ? fitting(words, sought) : words;
  const refresh = () => client.invalidateQueries({ queryKey: keywordsQuery.queryKey });
  const attempt = async (action: () => Promise<unknown>, said?: string) => {
    try {
      await action();
      if (said) toast({ text: said });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await refresh();
  };
  return (
    <Card title={w.title}>
      <div className={css.stack}>
        <p>{w.lead}</p>
        <NewKeyword reason={reason} onChanged={refresh} />
        {found.isPending && <Skeleton lines={6} />}
        {found.isError && (
          <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
        )}
        {found.isSuccess && words.length === 0 && <EmptyState title={w.empty}>{w.emptyText}</EmptyState>}
        {words.length > MANY && (
          <TextField
            type="search"
            label={w.search}
            value={sought}
            onChange={(event) => setSought(event.currentTarget.value)}
          />
        )}
        {words.length > 0 && (
          <>
            <p role="status" className={css.hint}>
              {w.count(shown.length)}
            </p>
            <ul className={css.words} aria-label={w.title}>
              {shown.map((word) => (
                <Line
                  key={word.id}
                  word={word}
                  reason={reason}
                  onMerge={() => setMerging(word)}
                  onAct={attempt}
                />
              ))}
            </ul>
          </>
        )}
      </div>
      {merging && (
        <MergeDialog word={merging} words={words} onDone={refresh} onClose={() => setMerging(null)} />
      )}
    </Card>
  );
}

function NewKeyword({ reason, onChanged }: { reason: string | null; onChanged: () => Promise<unknown> }) {
  const w = useWords(keywordWords);
  const [name, setName] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    setFault(null);
    try {
      await addKeyword(name.trim());
      setName('');
    } catch (error) {
      setFault(sentenceOf(error));
    }
    await onChanged();
  };
  return (
    <form className={css.inline} noValidate onSubmit={(event) => void add(event)}>
      <TextField
        label={w.name}
        maxLength={80}
        value={name}
        error={fault}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" reason={reason}>
        {w.add}
      </Button>
    </form>
  );
}

interface LineProps {
  word: Keyword;
  reason: string | null;
  onMerge: () => void;
  onAct: (action: () => Promise<unknown>, said?: string) => Promise<void>;
}

function Line({ word, reason, onMerge, onAct }: LineProps) {
  const w = useWords(keywordWords);
  const { cancel } = useWords(uiWords);
  const [writing, setWriting] = useState<{ what: 'name' | 'alias'; text: string } | null>(null);
  if (writing) {
    const isName = writing.what === 'name';
    const text = writing.text.trim();
    return (
      <li>
        <form
          className={css.inline}
          onSubmit={(event) => {
            event.preventDefault();
            setWriting(null);
            if (text && text !== word.name)
              void onAct(() => (isName ? renameKeyword(word, text) : addKeyword(text, word.id)));
          }}
          onKeyDown={(event) => event.key === 'Escape' && setWriting(null)}
        >
          <TextField
            autoFocus
            label={isName ? w.renameOf(word.name) : w.aliasOf(word.name)}
            maxLength={80}
            value={writing.text}
            onChange={(event) => setWriting({ ...writing, text: event.currentTarget.value })}
          />
          <Button onClick={() => setWriting(null)}>{cancel}</Button>
          <Button type="submit" look="main">
            {w.save}
          </Button>
        </form>
      </li>
    );
  }
  return (
    <li className={css.line}>
      <span>
        {word.name}
        {word.aliases.length > 0 && <small>{w.also(word.aliases.map(({ name }) => name))}</small>}
      </span>
      <Menu
        target={
          <Button
            size="small"
            look="plain"
            reason={reason}
            aria-label={w.actions(word.name)}
            icon={<IconDots size={18} stroke={1.75} aria-hidden />}
          />
        }
      >
        <MenuItem
          icon={<IconPencil {...icon} />}
          onClick={() => setWriting({ what: 'name', text: word.name })}
        >
          {w.rename}
        </MenuItem>
        <MenuItem icon={<IconPlus {...icon} />} onClick={() => setWriting({ what: 'alias', text: '' })}>
          {w.addAlias}
        </MenuItem>
        <MenuItem icon={<IconArrowMerge {...icon} />} onClick={onMerge}>
          {w.merge}
        </MenuItem>
        {word.aliases.map((alias) => (
          <MenuItem
            key={alias.id}
            icon={<IconTrash {...icon} />}
            onClick={() => void onAct(() => removeKeyword(alias.id), w.removed(alias.name))}
          >
            {w.removeAlias(alias.name)}
          </MenuItem>
        ))}
        <MenuItem
          icon={<IconTrash {...icon} />}
          onClick={() => void onAct(() => removeKeyword(word.id), w.removed(word.name))}
        >
          {w.remove}
        </MenuItem>
      </Menu>
    </li>
  );
}

interface MergeProps {
  word: Keyword;
  words: readonly Keyword[];
  onDone: () => Promise<unknown>;
  onClose: () => void;
}

function MergeDialog({ word, words, onDone, onClose }: MergeProps) {
  const w = useWords(keywordWords);
  const others = words.filter(({ id }) => id !== word.id);
  const form = useServerForm({
    initial: { into: others[0]?.id ?? '' },
    send: ({ into }) => mergeKeyword(word.id, into),
    onDone: (stays) => {
      toast({ text: w.merged(word.name, stays.name) });
      void onDone();
      onClose();
    },
  });
  return (
    <FormDialog
      shape="dialog"
      title={w.mergeTitle(word.name)}
      submit={w.doMerge}
      busy={form.busy}
      errors={form.summary({ into: w.into })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <p>{w.mergeText(word.name)}</p>
      <SelectField
        label={w.into}
        {...form.field('into')}
        data={others.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </FormDialog>
  );
}
