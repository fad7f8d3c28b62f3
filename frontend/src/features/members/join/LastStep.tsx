import { useQuery } from '@tanstack/react-query';
import { useWords } from '@/language';
import { AreaField, CheckField, FieldStack, ManyField, NoticeLink } from '@/ui';
import type { JoinFields } from './JoinPage';
import css from './join.module.css';
import { joinFormQuery } from './queries';
import { joinWords } from './words';

/** What interests them, what they want to tell, and two things that they may tick. */
export function LastStep({ form }: { form: JoinFields }) {
  const w = useWords(joinWords).form;
  const words = useQuery(joinFormQuery).data;
  const { values, set, field } = form;
  return (
    <FieldStack>
      {words && words.topics.length > 0 && (
        <ManyField
          legend={w.fields.topics}
          hint={w.topicsHint}
          values={values.topics}
          onChange={(topics) => set('topics', topics)}
          options={words.topics.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <AreaField label={w.fields.message} {...field('message')} />
      {words?.charter && (
        <section className={css.charter} aria-labelledby="charter">
          <h3 id="charter">{w.charter}</h3>
          <p className={css.said}>{words.charter}</p>
          <CheckField
            label={w.charterAgreed}
            hint={w.charterHint}
            checked={values.charter_agreed}
            onChange={(event) => set('charter_agreed', event.currentTarget.checked)}
          />
        </section>
      )}
      <CheckField
        label={w.newsletter}
        hint={w.newsletterHint}
        checked={values.newsletter}
        onChange={(event) => set('newsletter', event.currentTarget.checked)}
      />
      <p className={css.hint}>
        {w.privacy(words?.privacy_contact ?? '')} <NoticeLink />
      </p>
    </FieldStack>
  );
}
