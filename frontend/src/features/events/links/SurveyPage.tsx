/** Where the thanks lead: three questions to those who came, and their certificate. */
import { IconCertificate } from '@tabler/icons-react';
import { useState } from 'react';
import { downloadFor, sentenceOf, useServerForm } from '@/api';
import { useWords } from '@/language';
import { AreaField, Button, ChoiceField, Note, PageForm, toast } from '@/ui';
import { LinkFrame, useLink } from './LinkFrame';
import { answerSurvey } from './queries';
import { linksWords } from './words';

const MARKS = ['1', '2', '3', '4', '5'] as const;
type Mark = (typeof MARKS)[number];

export function SurveyPage() {
  const w = useWords(linksWords).survey;
  const found = useLink();
  const { token, link } = found;
  const [done, setDone] = useState(false);
  const certificate = () =>
    downloadFor('/public/event-links/certificate', { token }).catch((error) =>
      toast({ text: sentenceOf(error), tone: 'error' }),
    );
  return (
    <LinkFrame title={done ? w.thanks : w.title} step={done ? 'done' : 'ask'} found={found}>
      {link && done && <p role="status">{w.done}</p>}
      {link && !done && (
        <>
          <p>{w.lead(link.event.title)}</p>
          {link.survey ? <Questions token={token} onDone={() => setDone(true)} /> : <Note>{w.answered}</Note>}
        </>
      )}
      {link && (
        <div>
          <Button
            icon={<IconCertificate size={20} stroke={1.75} aria-hidden />}
            onClick={() => void certificate()}
          >
            {w.certificate}
          </Button>
        </div>
      )}
    </LinkFrame>
  );
}

function Questions({ token, onDone }: { token: string; onDone: () => void }) {
  const w = useWords(linksWords).survey;
  const [missing, setMissing] = useState(false);
  const form = useServerForm({
    initial: { useful: null as Mark | null, again: null as 'yes' | 'no' | null, words: '' },
    send: ({ useful, again, words }) =>
      answerSurvey(token, { useful: Number(useful), again: again === 'yes', words: words.trim() }),
    onDone,
  });
  const { useful, again } = form.values;
  return (
    <PageForm
      submit={w.send}
      busy={form.busy}
      errors={[
        ...(missing && useful === null ? [{ id: 'f-useful', label: w.useful, message: w.needed }] : []),
        ...(missing && again === null ? [{ id: 'f-again', label: w.again, message: w.needed }] : []),
        ...form.summary({ words: w.words }),
      ]}
      leftovers={form.leftovers}
      onSubmit={async () => {
        setMissing(useful === null || again === null);
        if (useful !== null && again !== null) await form.submit();
      }}
    >
      <ChoiceField
        id="f-useful"
        legend={w.useful}
        hint={w.usefulHint}
        options={MARKS.map((mark) => ({ value: mark, label: w.marks[mark] }))}
        value={useful}
        error={missing && useful === null ? w.needed : form.errors.useful}
        onChange={(mark) => form.set('useful', mark)}
      />
      <ChoiceField
        id="f-again"
        legend={w.again}
        options={[
          { value: 'yes', label: w.yes },
          { value: 'no', label: w.no },
        ]}
        value={again}
        error={missing && again === null ? w.needed : null}
        onChange={(said) => form.set('again', said)}
      />
      <AreaField
        label={w.words}
        description={w.wordsHint}
        rows={4}
        maxLength={2000}
        {...form.field('words')}
      />
    </PageForm>
  );
}
