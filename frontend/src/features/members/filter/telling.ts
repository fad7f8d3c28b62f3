/** A filter as a sentence. */
import type { FilterField, FilterFields } from '@/api';
import { daysIn, type Language } from '@/language';
import { type Condition, type FilterTree, groupOf, isCondition, takesOf } from './tree';
import type { filterWords } from './words';

export interface Teller {
  fields: FilterFields;
  language: Language;
  words: (typeof filterWords)['fr'];
}

export function told(tree: FilterTree, teller: Teller, inside = false): string {
  if (isCondition(tree)) return toldCondition(tree, teller);
  const { words: w } = teller;
  const { joint, parts } = groupOf(tree);
  const said = parts.map((part) => told(part, teller, true));
  const list = said.join(joint === 'any' || joint === 'none' ? w.or : w.and);
  if (joint === 'none') return w.none + list;
  if (joint === 'not_all') return w.notAll + list;
  return inside && said.length > 1 ? `(${list})` : list;
}

function toldCondition(condition: Condition, teller: Teller): string {
  const { fields, language, words: w } = teller;
  const field = fields.fields.find(({ key }) => key === condition.field);
  if (!field) return `${condition.field} (${w.unknown})`;
  const name = field.label[language];
  const { value } = condition;
  const inDays = (w.inDays as Record<string, (name: string, days: number) => string>)[condition.op];
  if (inDays) return inDays(name, Number(value));
  if (condition.op === 'empty') return `${name} ${value === false ? w.isNotEmpty : w.isEmpty}`;
  const values = [value].flat().map((one) => toldValue(one, condition, field, teller));
  if (condition.op === 'in' || condition.op === 'eq') return w.isOneOf(name, values);
  const operator = field.operators.find(({ op }) => op === condition.op)?.label[language] ?? condition.op;
  return `${name} ${operator} ${values.join(', ')}`;
}

function toldValue(value: unknown, condition: Condition, field: FilterField, teller: Teller): string {
  const { fields, language, words: w } = teller;
  if (typeof value === 'boolean') return value ? w.yes : w.no;
  const text = String(value ?? '…');
  if (takesOf(fields, condition) === 'period') {
    return fields.periods.find((period) => period.value === text)?.label[language] ?? text;
  }
  const choice = field.choices.find((one) => one.value === text);
  if (choice) return choice.label[language];
  return /^\d{4}-\d\d-\d\d$/.test(text) ? daysIn(language).long(text) : text || '…';
}
