/** Where the link of an invitation leads: three answers, for one's organisation, without an account. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type EventLink, type InvitationAnswer, sentenceOf, useServerForm } from '@/api';
import { useWords } from '@/language';
import { Button, Note, NoticeLink, PageForm } from '@/ui';
import { hasBegun } from '../clock';
import { PeopleFields } from '../registrations/PeopleFields';
import { attendeeOf, newPerson } from '../registrations/people';
import { peopleWords } from '../registrations/words/people';
import { LinkEvent, LinkFrame, useLink } from './LinkFrame';
import css from './links.module.css';
import { People } from './People';
import { answerInvitation } from './queries';
import { linksWords } from './words';

type Step = 'ask' | 'yes' | 'colleague' | 'done';

export function AnswerPage() {
  const w = useWords(linksWords).answer;
  const found = useLink();
  const { token, link } = found;
  const [step, setStep] = useState<Step>('ask');
  const done = (answered: EventLink) => {
    found.setTold(answered);
    setStep('done');
  };
  // A seat is given back until the beginning, after the deadline too.
  const isLate = link ? link.event.state !== 'published' || hasBegun(link.event) : false;
  const refuse = useMutation({ mutationFn: () => answerInvitation(token, 'no', []), onSuccess: done });
  return (
    <LinkFrame title={w.titles[step]} step={step} found={found}>
      {link && step === 'ask' && (
        <>
          {link.organisation && <p>{w.lead(link.organisation)}</p>}
          <LinkEvent link={link} />
          {link.answer && <Note>{w.before[link.answer]}</Note>}
          {link.people.length > 0 && <People people={link.people} />}
          {!link.open && <Note tone="warn">{w.closed}</Note>}
          {link.open && link.seats_left === 0 && <Note>{w.full}</Note>}
          {refuse.isError && (
            <div role="alert">
              <Note tone="warn">{sentenceOf(refuse.error)}</Note>
            </div>
          )}
          {!isLate && (
            <div className={css.answers}>
              {link.open && (
                <Button look="main" wide onClick={() => setStep('yes')}>
                  {link.people.length > 0 ? w.more : w.yes}
                </Button>
              )}
              {/* Of several, each gives their own seat by the link that they have. */}
              {link.open && link.people.length < 2 && (
                <Button wide onClick={() => setStep('colleague')}>
                  {w.colleague}
                </Button>
              )}
              <Button wide busy={refuse.isPending} onClick={() => refuse.mutate()}>
                {w.no}
              </Button>
            </div>
          )}
        </>
      )}
      {link && (step === 'yes' || step === 'colleague') && (
        <Comers token={token} link={link} said={step} onDone={done} onBack={() => setStep('ask')} />
      )}
      {link && step === 'done' && (
        <>
          <p role="status">{link.answer === 'no' ? w.afterNo : w.afterYes}</p>
          <People people={link.people} />
          <LinkEvent link={link} />
          <div>
            <Button onClick={() => setStep('ask')}>{w.change}</Button>
          </div>
        </>
      )}
    </LinkFrame>
  );
}

interface ComersProps {
  token: string;
  link: EventLink;
  said: Extract<InvitationAnswer, 'yes' | 'colleague'>;
  onDone: (link: EventLink) => void;
  onBack: () => void;
}

function Comers({ token, link, said, onDone, onBack }: ComersProps) {
  const w = useWords(linksWords).answer;
  const p = useWords(peopleWords);
  const form = useServerForm({
    initial: { people: [newPerson()] },
    send: ({ people }) =>
      answerInvitation(
        token,
        said,
        people.map((person) => attendeeOf(person, link.questions)),
      ),
    onDone,
  });
  return (
    <PageForm
      submit={w.send}
      busy={form.busy}
      errors={form.summary({ people: p.people })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
    >
      <p>{said === 'yes' ? w.yesHint : w.colleagueHint}</p>
      <PeopleFields
        people={form.values.people}
        questions={link.questions}
        errors={form.errors}
        onChange={(people) => form.set('people', people)}
      />
      <p>
        <NoticeLink />
      </p>
      <div>
        <Button look="plain" onClick={onBack}>
          {w.back}
        </Button>
      </div>
    </PageForm>
  );
}
