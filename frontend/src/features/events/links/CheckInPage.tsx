/** Where the code at the door leads: one says with which address one registered, and is ticked. */
import { useState } from 'react';
import { useServerForm } from '@/api';
import { useWords } from '@/language';
import { Button, Note, PageForm, TextField } from '@/ui';
import { peopleWords } from '../registrations/words/people';
import { StepTitle } from './LinkFrame';
import css from './links.module.css';
import { checkIn } from './queries';
import { linksWords } from './words';

export function CheckInPage() {
  const w = useWords(linksWords).door;
  const p = useWords(peopleWords);
  // The id of the event and the code of the poster; read once.
  const [[event = '', code = '']] = useState(() => window.location.hash.replace(/^#/, '').split('.'));
  const [welcome, setWelcome] = useState<boolean | null>(null);
  const form = useServerForm({
    initial: { email: '' },
    send: ({ email }) => checkIn({ event_id: event, code, email: email.trim() }),
    onDone: ({ welcome: known }) => setWelcome(known),
  });
  const step = welcome === null ? 'ask' : welcome ? 'welcome' : 'unknown';
  return (
    <div className={css.page}>
      <StepTitle step={step}>{w.titles[step]}</StepTitle>
      {event === '' || code === '' ? (
        <Note tone="warn">{w.noCode}</Note>
      ) : (
        <>
          {step === 'ask' && (
            <PageForm
              submit={w.send}
              busy={form.busy}
              errors={form.summary({ email: p.email })}
              leftovers={form.leftovers}
              onSubmit={form.submit}
            >
              <p>{w.lead}</p>
              <TextField
                label={p.email}
                type="email"
                inputMode="email"
                autoComplete="email"
                required
                {...form.field('email')}
              />
            </PageForm>
          )}
          {step === 'welcome' && <p role="status">{w.welcome}</p>}
          {step === 'unknown' && (
            <>
              <p role="status">{w.unknown}</p>
              <div>
                <Button onClick={() => setWelcome(null)}>{w.again}</Button>
              </div>
            </>
          )}
        </>
      )}
    </div>
  );
}
