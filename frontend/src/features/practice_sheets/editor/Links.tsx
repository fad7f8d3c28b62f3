import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { idempotencyKey, sentenceOf, useServerForm } from '@/api';
import { useWords } from '@/language';
import { Button, Card, ChoiceField, PageForm, TextField, toast, useFocusKept } from '@/ui';
import { linkMedia, removeMedia } from '../changes';
import css from './editor.module.css';
import { editorWords } from './words';
import { useSheet, useWriting } from './writing';

/** Videos and articles elsewhere: addresses alone, nothing of them is loaded here. */
export function Links() {
  const w = useWords(editorWords);
  const { keeper, reason } = useWriting();
  const sheet = useSheet(keeper);
  const links = sheet.media.filter(({ kind }) => kind === 'video' || kind === 'press');
  const list = useFocusKept<HTMLUListElement>(links.length);
  const remove = async (id: string) => {
    try {
      await keeper.run(() => removeMedia(id));
      toast({ text: w.links.removed });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
  };
  return (
    <Card title={w.links.title}>
      <div className={css.stack}>
        <p className={css.hint}>{w.links.text}</p>
        {links.length > 0 && (
          <ul className={css.lines} ref={list}>
            {links.map((link) => (
              <li key={link.id} className={css.line}>
                <span>
                  <a href={link.url} rel="noopener noreferrer">
                    {link.title}
                  </a>
                  <small>
                    {[w.links[link.kind as 'video' | 'press'], link.published_in].filter(Boolean).join(', ')}
                  </small>
                </span>
                {reason === null && (
                  <Button
                    look="plain"
                    aria-label={w.remove(link.title)}
                    icon={<IconTrash size={18} stroke={1.75} aria-hidden />}
                    onClick={() => void remove(link.id)}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
        {reason === null && <NewLink sheetId={sheet.id} />}
      </div>
    </Card>
  );
}

function NewLink({ sheetId }: { sheetId: string }) {
  const w = useWords(editorWords).links;
  const { keeper } = useWriting();
  const [key, setKey] = useState(idempotencyKey);
  const form = useServerForm({
    initial: { kind: 'video' as 'video' | 'press', url: '', title: '', published_in: '' },
    send: ({ kind, ...link }) =>
      keeper.run(() => linkMedia(sheetId, { ...link, video: kind === 'video' }, key)),
    onDone: () => {
      toast({ text: w.added });
      setKey(idempotencyKey());
      form.reset();
    },
  });
  return (
    <PageForm
      quiet
      submit={w.add}
      busy={form.busy}
      errors={form.summary({ url: w.url, title: w.name, published_in: w.where })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
    >
      <ChoiceField
        legend={w.kind}
        options={[
          { value: 'video', label: w.video },
          { value: 'press', label: w.press },
        ]}
        value={form.values.kind}
        onChange={(kind) => form.set('kind', kind)}
      />
      <TextField label={w.url} type="url" inputMode="url" maxLength={500} {...form.field('url')} />
      <TextField label={w.name} maxLength={200} {...form.field('title')} />
      <TextField label={w.where} maxLength={200} {...form.field('published_in')} />
    </PageForm>
  );
}
