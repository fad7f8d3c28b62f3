import type { MemberQuery } from '@/api';
import type { Row } from '@/sheet';
import { memberWindow } from '../queries';
import { type RowGround, rowOf } from './rows';

const PAGE = 200;

/** Rows of the list by their places, whether they were ever in sight or not. */
export async function rowsBetween(
  query: MemberQuery,
  ground: RowGround,
  from: number,
  to: number,
): Promise<Row[]> {
  const pages: number[] = [];
  for (let offset = from; offset <= to; offset += PAGE) pages.push(offset);
  const read = await Promise.all(
    pages.map((offset) => memberWindow(query, offset, Math.min(PAGE, to - offset + 1))),
  );
  return read.flatMap(({ items }) => items.map((card) => rowOf(card, ground)));
}
