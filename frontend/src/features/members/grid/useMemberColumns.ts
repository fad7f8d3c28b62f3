/** The columns of the grid in the language of whoever looks, and what rows need to know of them. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Account } from '@/api';
import { communesQuery } from '@/features/club';
import { useLanguage, useWords } from '@/language';
import type { Column } from '@/sheet';
import { filterFieldsQuery } from '../queries';
import { membersWords } from '../words';
import { memberColumns } from './columns';
import { Places } from './places';
import type { RowGround } from './rows';
import { gridWords } from './words';

const NO_COLUMN: readonly Column[] = [];

export function useMemberColumns(account: Account) {
  const language = useLanguage();
  const words = useWords(membersWords);
  const grid = useWords(gridWords);
  const fields = useQuery(filterFieldsQuery);
  const client = useQueryClient();
  const readOnly = account.role === 'reader' ? words.list.readerOnly : null;
  const { data } = fields;
  const places = useMemo(() => new Places(data), [data]);
  const columns = useMemo(
    () =>
      data
        ? memberColumns({
            ...{ language, words, grid, fields: data, places, readOnly },
            communes: async (asked) => (await client.fetchQuery(communesQuery(asked))).items,
          })
        : NO_COLUMN,
    [language, words, grid, data, places, readOnly, client],
  );
  const ground = useMemo(
    (): RowGround => ({
      places,
      editable: columns.filter(({ editable }) => editable !== false).map(({ key }) => key),
      reasons: grid.reasons,
    }),
    [places, columns, grid],
  );
  return { columns, ground, fields };
}
