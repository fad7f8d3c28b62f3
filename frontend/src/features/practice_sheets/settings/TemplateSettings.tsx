/** What one writes in each section, in the club's words: every sheet is written by it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf, SHEET_KINDS, type SheetSections, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { AreaField, Button, Card, FailureNotice, FieldStack, Note, Skeleton, toast } from '@/ui';
import { sectionsQuery } from '../queries';
import css from './keywords.module.css';
import { setGuidance } from './queries';
import { keywordWords } from './words';

/** The server takes no more. */
const LONGEST = 300;

export function TemplateSettings({ reason }: { reason: string | null }) {
  const w = useWords(keywordWords).template;
  const found = useQuery(sectionsQuery);
  return (
    <Card title={w.title}>
      <div className={css.stack}>
        <p>{w.lead}</p>
        {found.isPending && <Skeleton lines={6} />}
        {found.isError && (
          <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
        )}
        {found.data && <Template told={found.data} reason={reason} />}
      </div>
    </Card>
  );
}

function Template({ told, reason }: { told: SheetSections; reason: string | null }) {
  const { template: w, save } = useWords(keywordWords);
  const client = useQueryClient();
  const [texts, setTexts] = useState<Record<string, string>>({});
  const changed = SHEET_KINDS.flatMap((kind) => told[kind]).filter(
    ({ key, guidance }) => texts[key] !== undefined && texts[key].trim() !== guidance,
  );
  const keep = useMutation({
    mutationFn: () =>
      setGuidance(
        told.revision,
        Object.fromEntries(changed.map(({ key }) => [key, texts[key]?.trim() || null])),
      ),
    onSuccess: (now) => {
      client.setQueryData(sectionsQuery.queryKey, now);
      setTexts({});
      toast({ text: w.saved });
    },
    // What somebody else wrote meanwhile is shown; what is typed here stays.
    onError: () => client.invalidateQueries({ queryKey: sectionsQuery.queryKey }),
  });
  return (
    <form
      noValidate
      className={css.stack}
      onSubmit={(event) => {
        event.preventDefault();
        keep.mutate();
      }}
    >
      {SHEET_KINDS.map((kind) => (
        <details key={kind}>
          <summary>{w.kinds[kind]}</summary>
          <FieldStack>
            {told[kind].map(({ key, label, guidance }) => (
              <AreaField
                key={key}
                label={label}
                rows={2}
                maxLength={LONGEST}
                value={texts[key] ?? guidance}
                readOnly={reason !== null}
                onChange={(event) => setTexts({ ...texts, [key]: event.currentTarget.value })}
              />
            ))}
          </FieldStack>
        </details>
      ))}
      {keep.isError && (
        <div role="alert">
          <Note tone="warn">{sentenceOf(keep.error)}</Note>
        </div>
      )}
      <div>
        <Button
          type="submit"
          look="main"
          busy={keep.isPending}
          reason={reason ?? (changed.length > 0 ? null : w.nothing)}
        >
          {save}
        </Button>
      </div>
    </form>
  );
}
