/** Answers, kept as they are typed. */
import { useEffect, useRef, useState } from 'react';
import type { InterviewAnswer, InterviewReview } from '@/api';
import { answerInterview } from '../asked';

const QUIET = 1_500;

export function useAnswers(token: string, first: InterviewReview) {
  const [texts, setTexts] = useState<Record<string, string>>(() =>
    Object.fromEntries(first.answers.map(({ key, text }) => [key, text])),
  );
  const [state, setState] = useState<'kept' | 'waiting' | 'saving' | 'failed'>('kept');
  const latest = useRef(texts);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // One after the other: an older answer never comes after a newer one.
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const said = (): InterviewAnswer[] =>
    first.questions.flatMap(({ key }) => {
      const text = (latest.current[key] ?? '').trim();
      return text ? [{ key, text }] : [];
    });
  const send = (done: boolean): Promise<InterviewReview> => {
    clearTimeout(timer.current);
    const sent = line.current.then(async () => {
      setState('saving');
      const typed = latest.current;
      try {
        const review = await answerInterview(token, said(), done);
        setState(typed === latest.current ? 'kept' : 'waiting');
        return review;
      } catch (error) {
        setState('failed');
        throw error;
      }
    });
    line.current = sent.catch(() => undefined);
    return sent;
  };
  const keep = () => void send(false).catch(() => undefined);
  const later = useRef(keep);
  useEffect(() => {
    later.current = keep;
  });
  useEffect(() => {
    const again = () => later.current();
    const away = () => document.visibilityState === 'hidden' && timer.current && later.current();
    window.addEventListener('online', again);
    document.addEventListener('visibilitychange', away);
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener('online', again);
      document.removeEventListener('visibilitychange', away);
    };
  }, []);
  return {
    texts,
    state,
    count: said().length,
    set: (key: string, text: string) => {
      latest.current = { ...latest.current, [key]: text };
      setTexts(latest.current);
      setState('waiting');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => later.current(), QUIET);
    },
    keep,
    handIn: () =>
      send(true).catch((error) => {
        // Nothing was handed in: what was typed last is kept all the same.
        keep();
        throw error;
      }),
  };
}
