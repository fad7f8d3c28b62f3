import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type JoinRequest, useServerForm } from '@/api';
import { useWords } from '@/language';
import { AreaField, Button, FieldStack, FormDialog, toast } from '@/ui';
import css from './join.module.css';
import { joinChanged, joinRequestsQuery, refuseJoin } from './queries';
import { joinWords } from './words';

/** No, with a word that goes out as it stands; the team's last ones are at hand. */
export function RefuseJoinDialog({ request, onClose }: { request: JoinRequest; onClose: () => void }) {
  const w = useWords(joinWords).requests;
  const client = useQueryClient();
  const name = request.organisation.name;
  const refused = useInfiniteQuery(joinRequestsQuery('refused')).data?.pages[0]?.items ?? [];
  const last = [...new Set(refused.flatMap(({ reason }) => (reason ? [reason] : [])))].slice(0, 3);
  const form = useServerForm({
    initial: { reason: '' },
    send: ({ reason }) => refuseJoin(request.id, reason),
    onDone: () => {
      toast({ text: w.refused(name) });
      onClose();
      void joinChanged(client);
    },
  });
  return (
    <FormDialog
      title={w.refuseTitle(name)}
      submit={w.doRefuse}
      busy={form.busy}
      errors={form.summary({ reason: w.reason })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <FieldStack>
        <AreaField label={w.reason} description={w.reasonHint} rows={5} {...form.field('reason')} />
        {last.length > 0 && (
          <div className={css.reasons}>
            <span className={css.hint}>{w.reuse}</span>
            {last.map((reason) => (
              <Button key={reason} size="small" onClick={() => form.set('reason', reason)}>
                {reason.length > 70 ? `${reason.slice(0, 69)}…` : reason}
              </Button>
            ))}
          </div>
        )}
      </FieldStack>
    </FormDialog>
  );
}
