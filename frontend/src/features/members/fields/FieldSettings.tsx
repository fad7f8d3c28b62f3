/** The fields of the club, in their order: made, renamed, moved, put away and taken back. */
import {
  IconArchive,
  IconArrowBackUp,
  IconArrowDown,
  IconArrowUp,
  IconDots,
  IconPencil,
  IconPlus,
} from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf, type MemberField, sentenceOf } from '@/api';
import { useWords } from '@/language';
import {
  Button,
  Card,
  EmptyState,
  FailureNotice,
  Menu,
  MenuItem,
  OrderedList,
  Skeleton,
  toast,
  uiWords,
} from '@/ui';
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
      <Card
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
      >
        {fields.isPending && <Skeleton lines={4} />}
        {fields.isError && (
          <FailureNotice failure={failureOf(fields.error)} onRetry={() => void fields.refetch()} />
        )}
        {fields.data?.items.length === 0 && <EmptyState title={w.none}>{w.noneText}</EmptyState>}
        {fields.data && fields.data.items.length > 0 && (
          <OrderedList
            label={w.settings}
            items={fields.data.items}
            idOf={(field) => field.id}
            nameOf={(field) => field.name}
            fixed={reason !== null}
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
                <Menu
                  target={
                    <Button
                      size="small"
                      look="plain"
                      reason={reason}
                      aria-label={w.actions(field.name)}
                      icon={<IconDots size={18} stroke={1.75} aria-hidden />}
                    />
                  }
                >
                  {moves.up && <Move Icon={IconArrowUp} way="up" onMove={moves.up} />}
                  {moves.down && <Move Icon={IconArrowDown} way="down" onMove={moves.down} />}
                  <MenuItem icon={<IconPencil {...icon} />} onClick={() => setOpen(field)}>
                    {w.edit}
                  </MenuItem>
                  <MenuItem icon={<IconArchive {...icon} />} onClick={() => void archive(field)}>
                    {w.archive}
                  </MenuItem>
                </Menu>
              </>
            )}
          </OrderedList>
        )}
      </Card>
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

function Move({ Icon, way, onMove }: { Icon: typeof IconArrowUp; way: 'up' | 'down'; onMove: () => void }) {
  const w = useWords(uiWords);
  return (
    <MenuItem icon={<Icon {...icon} />} onClick={onMove}>
      {w[way]}
    </MenuItem>
  );
}
