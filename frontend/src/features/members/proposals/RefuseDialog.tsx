/** Refusing takes a word: whoever asked reads it. Those given before are offered again. */
import { useQuery } from '@tanstack/react-query';
import { type Proposal, useServerForm } from '@/api';
import { useWords } from '@/language';
import { AreaField, Button, FormDialog } from '@/ui';
import css from './proposals.module.css';
import { refusalReasonsQuery, refuseProposal } from './queries';
import { useFieldName } from './Told';
import { proposalsWords } from './words';

interface RefuseProps {
  proposal: Proposal;
  fields?: string[] | undefined;
  onDone: (proposal: Proposal) => void;
  onClose: () => void;
}

export function RefuseDialog({ proposal, fields, onDone, onClose }: RefuseProps) {
  const w = useWords(proposalsWords);
  const nameOf = useFieldName(proposal.about);
  const used = useQuery(refusalReasonsQuery).data?.items ?? [];
  const form = useServerForm({
    initial: { reason: '' },
    send: ({ reason }) => refuseProposal(proposal.id, reason, fields),
    onDone,
  });
  const meant = proposal.fields.filter(
    ({ field, verdict }) => verdict === 'waiting' && (fields?.includes(field) ?? true),
  );
  return (
    <FormDialog
      shape="dialog"
      title={w.refuseTitle(proposal.member.name)}
      submit={w.sendRefusal}
      busy={form.busy}
      errors={form.summary({ reason: w.reason })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <p className={css.hint}>{meant.map(({ field, name }) => nameOf(field, name)).join(', ')}</p>
      <AreaField label={w.reason} description={w.reasonHint} maxLength={1000} {...form.field('reason')} />
      {used.length > 0 && (
        <fieldset>
          <legend className={css.hint}>{w.reasons}</legend>
          <ul className={css.reasons}>
            {used.map(({ reason }) => (
              <li key={reason}>
                <Button size="small" onClick={() => form.set('reason', reason)}>
                  {reason}
                </Button>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
    </FormDialog>
  );
}
