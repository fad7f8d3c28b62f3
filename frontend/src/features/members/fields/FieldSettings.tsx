/** The fields of the club, in their order: made, renamed, moved, put away and taken back. */
import { IconArchive, IconArrowBackUp, IconPencil, IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf, type MemberField, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, Card, LineMenu, MenuItem, OrderedCard, toast } from '@/ui';
import { FieldDialog } from './FieldDialog';
import css from './fields.module.css';
import { archiveField, changeField, fieldsChanged, memberFieldsQuery, restoreField } from './queries';
import { fieldsWords } from './words';

const icon = { size: 20, stroke: 1.75, 'aria-hidden': true } as const;

export function FieldSettings({ reason }: { reason: string | null }) {
  const w = useWords(fieldsWords);
  const client = useQueryClient();
  const fields = useQuery(memberFieldsQuery());
  const archived = useQuery(memberFieldsQuery(true));
  const [open, setOpen] = useState<MemberField | 'new' | null>(null);
  const run = async (doing: () => Promise<unknown>) => {
    try {
      await doing();
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await fieldsChanged(client);
  };
  const archive = (field: MemberField) =>
    run(async () => {
      await archiveField(field.id);
      toast({ text: w.archived(field.name), undo: () => run(() => restoreField(field.id)) });
    });
  const gone = archived.data?.items ?? [];
  return (
    <>
      <OrderedCard
        title={w.settings}
        action={
          <Button
            look="main"
            size="small"
            reason={reason}
            icon={<IconPlus {...icon} />}
            onClick={() => setOpen('new')}
          >
            {w.add}
          </Button>
        }
        items={fields.data?.items}
        failure={fields.isError ? failureOf(fields.error) : null}
        onRetry={() => void fields.refetch()}
        empty={{ title: w.none, text: w.noneText }}
        reason={reason}
        onMove={(field, position) => run(() => changeField(field, { position }))}
      >
        {(field, moves) => (
          <>
            <span className={css.field}>
              <strong>{field.name}</strong>
              <small>
                {w.about(w.kinds[field.kind], w.visibilities[field.visibility], field.used_by ?? 0)}
              </small>
            </span>
            <LineMenu label={w.actions(field.name)} reason={reason} moves={moves}>
              <MenuItem icon={<IconPencil {...icon} />} onClick={() => setOpen(field)}>
                {w.edit}
              </MenuItem>
              <MenuItem icon={<IconArchive {...icon} />} onClick={() => void archive(field)}>
                {w.archive}
              </MenuItem>
            </LineMenu>
          </>
        )}
      </OrderedCard>
      {gone.length > 0 && (
        <Card title={w.gone}>
          <ul className={css.gone}>
            {gone.map((field) => (
              <li key={field.id}>
                <span className={css.field}>
                  <strong>{field.name}</strong>
                  <small>{w.kinds[field.kind]}</small>
                </span>
                <Button
                  size="small"
                  reason={reason}
                  aria-label={w.restoreField(field.name)}
                  icon={<IconArrowBackUp {...icon} />}
                  onClick={() => void run(() => restoreField(field.id))}
                >
                  {w.restore}
                </Button>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {open && (
        <FieldDialog
          {...(open !== 'new' && { field: open })}
          onClose={() => setOpen(null)}
          onDone={() => setOpen(null)}
        />
      )}
    </>
  );
}
