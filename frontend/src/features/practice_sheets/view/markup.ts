/**
 * The little markup of sections: paragraphs, sub-headings, lists, bold, italics and links, read as the server reads them
 * for its pages and for paper. Everything else is text. Pure.
 */

export interface Run {
  text: string;
  bold?: true;
  italic?: true;
  /** A web or mail address, and nothing that a browser would run. */
  link?: string;
}

type Look = Omit<Run, 'text'>;

export type Block =
  | { kind: 'paragraph' | 'heading'; runs: Run[] }
  | { kind: 'bullets' | 'numbers'; items: Run[][] };

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  for (const line of [...text.split('\n').map((one) => one.trim()), '']) {
    const mark = markOf(line);
    if (paragraph.length > 0 && (line === '' || mark)) {
      blocks.push({ kind: 'paragraph', runs: runsOf(paragraph.join('\n')) });
      paragraph = [];
    }
    if (!mark) {
      if (line !== '') paragraph.push(line);
    } else if (mark.kind === 'heading') blocks.push({ kind: 'heading', runs: runsOf(mark.said) });
    else {
      const last = blocks.at(-1);
      if (last && 'items' in last && last.kind === mark.kind) last.items.push(runsOf(mark.said));
      else blocks.push({ kind: mark.kind, items: [runsOf(mark.said)] });
    }
  }
  return blocks;
}

function markOf(line: string): { kind: 'heading' | 'bullets' | 'numbers'; said: string } | null {
  const [, heading] = /^#+ (.*)$/.exec(line) ?? [];
  if (heading !== undefined) return { kind: 'heading', said: heading.trim() };
  const [, bullet] = /^[-*•] (.*)$/.exec(line) ?? [];
  if (bullet !== undefined) return { kind: 'bullets', said: bullet.trim() };
  // A year at the beginning of a sentence numbers nothing.
  const [, item] = /^\d{1,2}[.)] (.*)$/.exec(line) ?? [];
  return item === undefined ? null : { kind: 'numbers', said: item.trim() };
}

export function runsOf(text: string): Run[] {
  const out: Run[] = [];
  write(text, {}, out);
  return out;
}

/** Writes a text that looks so, where marks within it do not say otherwise. */
function write(text: string, look: Look, out: Run[]) {
  let rest = text;
  let before = ' ';
  while (rest !== '') {
    const found = marked(rest, before, look);
    if (found) {
      write(found.inner, found.look, out);
      before = ' ';
      rest = found.after;
      continue;
    }
    const address = look.link === undefined ? addressOf(rest, before) : null;
    if (address) {
      put(address, { ...look, link: address }, out);
      before = '/';
      rest = rest.slice(address.length);
      continue;
    }
    const [, escaped] = /^\\([!-/:-@[-`{-~])/.exec(rest) ?? [];
    const letter = escaped ?? String.fromCodePoint(rest.codePointAt(0) ?? 0);
    put(letter, look, out);
    before = letter;
    rest = rest.slice(letter.length + (escaped ? 1 : 0));
  }
}

function put(text: string, look: Look, out: Run[]) {
  const last = out.at(-1);
  if (last && last.bold === look.bold && last.italic === look.italic && last.link === look.link)
    last.text += text;
  else out.push({ text, ...look });
}

/** What is marked where `rest` begins: how it looks, what it says, and what comes behind it. */
function marked(rest: string, before: string, look: Look) {
  for (const mark of ['**', '__']) {
    const found = look.bold ? null : between(rest, mark, before);
    if (found) return { ...found, look: { ...look, bold: true as const } };
  }
  for (const mark of ['*', '_']) {
    const found = look.italic ? null : between(rest, mark, before);
    if (found) return { ...found, look: { ...look, italic: true as const } };
  }
  const [whole, inner = '', link = ''] = /^\[([^\n]+?)\]\(([^)]*)\)/.exec(rest) ?? [];
  if (!whole || look.link !== undefined || !isSafe(link)) return null;
  return { inner, after: rest.slice(whole.length), look: { ...look, link } };
}

const isWord = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);

/** What stands between two of these marks, the first of which begins `rest`. Underscores within a word mark nothing. */
function between(rest: string, mark: string, before: string) {
  if (!rest.startsWith(mark)) return null;
  const inside = rest.slice(mark.length);
  const isLow = mark.startsWith('_');
  if ((isLow && isWord(before)) || /^\s/.test(inside) || inside.startsWith(mark)) return null;
  // Of a longer row of marks the last ones end it: what stands within has the others.
  const at = inside.indexOf(mark);
  if (at < 0) return null;
  let end = at;
  while (inside[end] === mark[0]) end++;
  const inner = inside.slice(0, end - mark.length);
  const after = inside.slice(end);
  const ends = inner !== '' && !/\s$/.test(inner) && !inner.includes('\n');
  return ends && !(isLow && isWord(after[0])) ? { inner, after } : null;
}

/** The address that begins `rest` as a word of its own, without the marks behind it. */
function addressOf(rest: string, before: string): string | null {
  if (isWord(before)) return null;
  const [word = ''] = /^https?:\/\/[^\s<>"»]*/.exec(rest) ?? [];
  const address = word.replace(/[.,;:!?)\]*_]+$/, '');
  return address.length > 'https://'.length ? address : null;
}

const isSafe = (target: string) => /^(https?:\/\/|mailto:)/.test(target) && !/[\s\p{Cc}]/u.test(target);

/** Words that a reader reads: marks and addresses of links are none. */
export function wordsIn(text: string): number {
  const said = blocksOf(text).flatMap((block) => ('items' in block ? block.items : [block.runs]));
  const words = said.map((runs) => runs.map((run) => run.text).join(''));
  return words.join('\n').match(/[\p{L}\p{N}][\p{L}\p{N}'’.,:/-]*/gu)?.length ?? 0;
}
