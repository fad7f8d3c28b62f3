/** What the sheet is found and chosen by. */
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, idempotencyKey, type Keyword, SHEET_PUBLICS, sentenceOf } from '@/api';
import { communesQuery, topicsQuery } from '@/features/club';
import { useWords } from '@/language';
import { Card, FieldStack, ManyField, TypeAhead, toast, useSettled } from '@/ui';
import { keywordsQuery } from '../queries';
import { sheetsWords } from '../words';
import { Chosen } from './Chosen';
import { fitting } from './keywords';
import { editorWords } from './words';
import { useField, useSheet, useWriting } from './writing';

const AXES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

export function About() {
  const w = useWords(editorWords);
  const names = useWords(sheetsWords);
  const topics = useField('topics');
  const axes = useField('axes');
  const publics = useField('publics');
  const known = useQuery(topicsQuery).data?.items ?? [];
  return (
    <Card title={w.found}>
      <FieldStack>
        <Keywords />
        {known.length > 0 && (
          <ManyField
            legend={w.topics}
            options={known.map(({ id, name }) => ({ value: id, label: name }))}
            values={topics.value}
            disabled={topics.disabled}
            onChange={topics.set}
          />
        )}
        <ManyField
          legend={w.axes}
          options={AXES.map((axis) => ({ value: String(axis), label: `${axis}. ${names.axes[axis]}` }))}
          values={axes.value.map(String)}
          disabled={axes.disabled}
          onChange={(values) => axes.set(values.map(Number))}
        />
        <ManyField
          legend={w.publics}
          options={SHEET_PUBLICS.map((one) => ({ value: one, label: names.publics[one] }))}
          values={publics.value}
          disabled={publics.disabled}
          // In the order in which the server keeps them.
          onChange={(values) => publics.set(SHEET_PUBLICS.filter((one) => values.includes(one)))}
        />
        <Communes />
      </FieldStack>
    </Card>
  );
}

type Choice = { word: Keyword } | { add: string };

function Keywords() {
  const w = useWords(editorWords);
  const client = useQueryClient();
  const { keeper, isStaff } = useWriting();
  const sheet = useSheet(keeper);
  const { id, value, set, error, disabled } = useField('keywords');
  const [text, setText] = useState('');
  const found = useQuery(keywordsQuery);
  const words = found.data?.items ?? [];
  const nameOf = (one: string) =>
    words.find((word) => word.id === one)?.name ??
    sheet.keywords.find((word) => word.id === one)?.name ??
    '…';
  const fits = fitting(words, text).filter((word) => !value.includes(word.id));
  const isNew =
    isStaff && found.isSuccess && text.trim().length > 1 && fitting(words, text, true).length === 0;
  const items: Choice[] = [...fits.map((word) => ({ word })), ...(isNew ? [{ add: text.trim() }] : [])];
  const pick = async (choice: Choice) => {
    setText('');
    if ('word' in choice) return set([...value, choice.word.id]);
    try {
      const word = await answer(
        api.POST('/practice-keywords', { params: { header: idempotencyKey() }, body: { name: choice.add } }),
      );
      await client.invalidateQueries({ queryKey: keywordsQuery.queryKey });
      set([...value, word.id]);
    } catch (fault) {
      toast({ text: sentenceOf(fault), tone: 'error' });
    }
  };
  return (
    <>
      {!disabled && (
        <TypeAhead
          id={id}
          label={w.keywords}
          hint={w.keywordsHint}
          text={text}
          onText={setText}
          items={text.trim() ? items.slice(0, 12) : []}
          settled={found.isSuccess}
          idOf={(choice) => ('word' in choice ? choice.word.id : 'add')}
          render={(choice) =>
            'word' in choice ? (
              <>
                <span>{choice.word.name}</span>
                {choice.word.aliases.length > 0 && (
                  <small>{w.also(choice.word.aliases.map(({ name }) => name))}</small>
                )}
              </>
            ) : (
              <span>
                <IconPlus size={16} stroke={1.75} aria-hidden /> {w.newKeyword(choice.add)}
              </span>
            )
          }
          onPick={(choice) => void pick(choice)}
          onBackspace={() => set(value.slice(0, -1))}
          error={error}
        />
      )}
      <Chosen
        label={w.keywords}
        items={value.map((one) => ({ id: one, name: nameOf(one) }))}
        onRemove={disabled ? null : (gone) => set(value.filter((one) => one !== gone))}
      />
    </>
  );
}

function Communes() {
  const w = useWords(editorWords);
  const { id, value, set, error, disabled } = useField('communes');
  const [text, setText] = useState('');
  const wanted = useSettled(text, 180);
  const found = useQuery(communesQuery(wanted));
  const isChosen = (code: string) => value.some(({ insee_code }) => insee_code === code);
  return (
    <>
      {!disabled && (
        <TypeAhead
          id={id}
          label={w.communes}
          hint={w.commune}
          text={text}
          onText={setText}
          items={text ? (found.data?.items ?? []).filter(({ insee_code }) => !isChosen(insee_code)) : []}
          settled={found.isSuccess && wanted === text}
          idOf={(commune) => commune.insee_code}
          render={(commune) => (
            <>
              <span>{commune.name}</span>
              <small>{commune.postal_codes.join(', ')}</small>
            </>
          )}
          onPick={({ insee_code, name }) => {
            set([...value, { insee_code, name }]);
            setText('');
          }}
          onBackspace={() => set(value.slice(0, -1))}
          error={error}
        />
      )}
      <Chosen
        label={w.communes}
        items={value.map(({ insee_code, name }) => ({ id: insee_code, name }))}
        onRemove={disabled ? null : (gone) => set(value.filter(({ insee_code }) => insee_code !== gone))}
      />
    </>
  );
}
