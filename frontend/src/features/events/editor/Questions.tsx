import { QUESTION_KINDS } from '@/api';
import { useWords } from '@/language';
import { AreaField, Card, CheckField, SelectField, TextField } from '@/ui';
import { lineError } from './cards';
import { lined } from './draft';
import type { DraftForm } from './Editor';
import css from './editor.module.css';
import { Rows } from './Rows';
import { editorWords } from './words';

/** What one is asked who registers. */
export function Questions({ form }: { form: DraftForm }) {
  const w = useWords(editorWords);
  return (
    <Card title={w.questions}>
      <Rows
        id="f-questions"
        title={w.names.questions}
        hint={w.questionsHint}
        rows={form.values.questions}
        most={20}
        add={w.addQuestion}
        blank={() => lined({ key: '', label: '', kind: 'text' as const, required: false, choices: '' })}
        removeLabel={w.removeQuestion}
        error={lineError(form.errors, 'questions')}
        onChange={(rows) => form.set('questions', rows)}
      >
        {(row, put) => (
          <>
            <TextField
              className={css.wide}
              label={w.question}
              required
              maxLength={300}
              value={row.label}
              onChange={(event) => put({ label: event.currentTarget.value })}
            />
            <SelectField
              label={w.questionKind}
              value={row.kind}
              onChange={(event) => {
                const kind = QUESTION_KINDS.find((one) => one === event.currentTarget.value);
                if (kind) put({ kind });
              }}
              data={QUESTION_KINDS.map((one) => ({ value: one, label: w.questionKinds[one] }))}
            />
            {row.kind === 'choice' && (
              <AreaField
                label={w.choices}
                description={w.choicesHint}
                rows={3}
                value={row.choices}
                onChange={(event) => put({ choices: event.currentTarget.value })}
              />
            )}
            <CheckField
              label={w.questionRequired}
              checked={row.required}
              onChange={(event) => put({ required: event.currentTarget.checked })}
            />
          </>
        )}
      </Rows>
    </Card>
  );
}
