/** The address of a question: what the form would ask for, without what is empty. */
export type Pair = [name: string, value: string];

export function pairsOf(form: HTMLFormElement): Pair[] {
  const pairs: Pair[] = [];
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value.trim() !== '') pairs.push([name, value.trim()]);
  }
  return pairs;
}

export function addressOf(path: string, pairs: Pair[]): string {
  const query = new URLSearchParams(pairs).toString();
  return query ? `${path}?${query}` : path;
}

/** Only this value of a name is asked for; if it is the only one already, none. */
export function choosing(pairs: Pair[], name: string, value: string): Pair[] {
  const asked = pairs.filter(([known]) => known === name);
  const rest = pairs.filter(([known]) => known !== name);
  const isChosen = asked.length === 1 && asked[0]?.[1] === value;
  return isChosen ? rest : [...rest, [name, value]];
}
