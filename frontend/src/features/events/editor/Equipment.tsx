import { useQuery } from '@tanstack/react-query';
import { useWords } from '@/language';
import { Card, LinkButton, SelectField, TextField } from '@/ui';
import { equipmentQuery } from '../queries';
import { lineError } from './cards';
import { lined } from './draft';
import type { DraftForm } from './Editor';
import css from './editor.module.css';
import { Rows } from './Rows';
import { editorWords } from './words';

/** What the club lends, booked for this event: the server says where it is lent already. */
export function Equipment({ form }: { form: DraftForm }) {
  const w = useWords(editorWords);
  const lent = useQuery(equipmentQuery).data?.items;
  return (
    <Card title={w.names.equipment}>
      {lent?.length === 0 ? (
        <div className={css.stack}>
          <p className={css.hint}>{w.noEquipment}</p>
          <div>
            <LinkButton to="/reglages/lieux">{w.toPlaces}</LinkButton>
          </div>
        </div>
      ) : (
        <Rows
          id="f-equipment"
          title={w.booked}
          hint={w.bookedHint}
          rows={form.values.equipment}
          most={50}
          add={w.addEquipment}
          blank={() => lined({ equipment_id: lent?.[0]?.id ?? '', quantity: '1' })}
          removeLabel={w.removeEquipment}
          error={lineError(form.errors, 'equipment')}
          onChange={(rows) => form.set('equipment', rows)}
        >
          {(row, put) => (
            <>
              <SelectField
                label={w.equipment}
                value={row.equipment_id}
                onChange={(event) => put({ equipment_id: event.currentTarget.value })}
                data={(lent ?? []).map(({ id, name, quantity }) => ({
                  value: id,
                  label: w.lentOf(name, quantity),
                }))}
              />
              <TextField
                className={css.short}
                label={w.quantity}
                type="number"
                min={1}
                required
                value={row.quantity}
                onChange={(event) => put({ quantity: event.currentTarget.value })}
              />
            </>
          )}
        </Rows>
      )}
    </Card>
  );
}
