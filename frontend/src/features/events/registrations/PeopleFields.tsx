/** Who comes: a block for each person, with the questions of the event. */
import { IconPlus, IconX } from '@tabler/icons-react';
import type { EventQuestion } from '@/api';
import { useWords } from '@/language';
import { AreaField, Button, ChoiceField, FieldRow, SelectField, TextField, useFocusKept } from '@/ui';
import css from '../events.module.css';
import { newPerson, type PersonDraft } from './people';
import { peopleWords } from './words/people';

interface PeopleProps {
  people: readonly PersonDraft[];
  questions: readonly EventQuestion[];
  errors: Record<string, string>;
  onChange: (people: PersonDraft[]) => void;
}

export function PeopleFields({ people, questions, errors, onChange }: PeopleProps) {
  const w = useWords(peopleWords);
  const list = useFocusKept<HTMLDivElement>(people.length);
  return (
    <div className={css.stack} ref={list}>
      {people.map((person, at) => {
        const put = (part: Partial<PersonDraft>) =>
          onChange(people.map((one) => (one.line === person.line ? { ...one, ...part } : one)));
        const error = (name: string) => errors[`people.${at}.${name}`];
        return (
          <fieldset key={person.line} className={css.person}>
            <legend>{people.length > 1 ? w.person(at + 1) : w.onePerson}</legend>
            <FieldRow>
              <TextField
                id={at === 0 ? 'f-people' : undefined}
                label={w.given_name}
                autoComplete="given-name"
                maxLength={100}
                value={person.given_name}
                error={error('given_name')}
                onChange={(event) => put({ given_name: event.currentTarget.value })}
              />
              <TextField
                label={w.family_name}
                autoComplete="family-name"
                required
                maxLength={100}
                value={person.family_name}
                error={error('family_name')}
                onChange={(event) => put({ family_name: event.currentTarget.value })}
              />
            </FieldRow>
            <TextField
              label={w.email}
              description={w.emailHint}
              type="email"
              inputMode="email"
              autoComplete="email"
              maxLength={254}
              value={person.email}
              error={error('email')}
              onChange={(event) => put({ email: event.currentTarget.value })}
            />
            <AnswerFields
              questions={questions}
              answers={person.answers}
              errorOf={(key) => error(`answers.${key}`)}
              onChange={(answers) => put({ answers })}
            />
            {people.length > 1 && (
              <div>
                <Button
                  size="small"
                  icon={<IconX size={18} stroke={1.75} aria-hidden />}
                  onClick={() => onChange(people.filter(({ line }) => line !== person.line))}
                >
                  {w.removePerson(at + 1)}
                </Button>
              </div>
            )}
          </fieldset>
        );
      })}
      {people.length < 50 && (
        <div>
          <Button
            icon={<IconPlus size={20} stroke={1.75} aria-hidden />}
            onClick={() => onChange([...people, newPerson()])}
          >
            {w.addPerson}
          </Button>
        </div>
      )}
    </div>
  );
}

interface AnswersProps {
  /** Of the first one. */
  id?: string;
  questions: readonly EventQuestion[];
  answers: Record<string, string>;
  errorOf: (key: string) => string | undefined;
  onChange: (answers: Record<string, string>) => void;
}

/** What the event asks one person. */
export function AnswerFields({ id, questions, answers, errorOf, onChange }: AnswersProps) {
  return questions.map((question, at) => (
    <Asked
      key={question.key}
      id={at === 0 ? id : undefined}
      question={question}
      value={answers[question.key] ?? ''}
      error={errorOf(question.key)}
      onChange={(answer) => onChange({ ...answers, [question.key]: answer })}
    />
  ));
}

interface AskedProps {
  id: string | undefined;
  question: EventQuestion;
  value: string;
  error: string | undefined;
  onChange: (answer: string) => void;
}

function Asked({ id, question, value, error, onChange }: AskedProps) {
  const w = useWords(peopleWords);
  const { label, kind, required = false, choices = [] } = question;
  if (kind === 'yes_no') {
    return (
      <ChoiceField
        id={id}
        legend={required ? `${label} *` : label}
        options={[
          { value: 'yes', label: w.yes },
          { value: 'no', label: w.no },
        ]}
        value={value === 'yes' || value === 'no' ? value : null}
        error={error}
        onChange={onChange}
      />
    );
  }
  if (kind === 'choice') {
    return (
      <SelectField
        id={id}
        label={label}
        required={required}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
        data={[
          { value: '', label: w.choose },
          ...choices.map((choice) => ({ value: choice, label: choice })),
        ]}
      />
    );
  }
  return (
    <AreaField
      id={id}
      label={label}
      required={required}
      rows={2}
      maxLength={1000}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
