/**
 * The little markup of sections: paragraphs, sub-headings, lists, bold, italics and links, as pages and the PDF show it.
 * Everything else is text. Pure.
 */

export type Span = { text: string } | { bold: Span[] } | { italic: Span[] } | { link: Span[]; href: string };

export type Block =
  | { kind: 'paragraph' | 'heading'; spans: Span[] }
  | { kind: 'bullets' | 'numbers'; items: Span[][] };

/** Addresses that a page may lead to. */
const SAFE = /^(https?:\/\/|mailto:)[^\s]+$/i;

const HEADING = /^#{1,6}\s+(.*)$/;
const BULLET = /^\s*[-*•]\s+(.*)$/;
const NUMBER = /^\s*\d+[.)]\s+(.*)$/;

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: string[] = [];
  const close = () => {
    if (open.length > 0) blocks.push({ kind: 'paragraph', spans: spansOf(open.join('\n')) });
    open = [];
  };
  const item = (kind: 'bullets' | 'numbers', said: string) => {
    close();
    const last = blocks.at(-1);
    if (last && 'items' in last && last.kind === kind) last.items.push(spansOf(said));
    else blocks.push({ kind, items: [spansOf(said)] });
  };
  for (const line of text.split('\n')) {
    const [heading, bullet, number] = [HEADING, BULLET, NUMBER].map((one) => one.exec(line)?.[1]);
    if (line.trim() === '') close();
    else if (heading !== undefined) {
      close();
      blocks.push({ kind: 'heading', spans: spansOf(heading) });
    } else if (bullet !== undefined) item('bullets', bullet);
    else if (number !== undefined) item('numbers', number);
    else open.push(line);
  }
  close();
  return blocks;
}

const INLINE = /\*\*(?<bold>.+?)\*\*|\*(?<italic>[^*\s][^*]*?)\*|\[(?<link>[^\]]+)\]\((?<href>[^)\s]+)\)/su;

export function spansOf(text: string): Span[] {
  const found = INLINE.exec(text);
  if (!found) return text === '' ? [] : [{ text }];
  const { bold, italic, link, href = '' } = found.groups ?? {};
  const before = text.slice(0, found.index);
  const after = spansOf(text.slice(found.index + found[0].length));
  const here: Span[] = bold
    ? [{ bold: spansOf(bold) }]
    : italic
      ? [{ italic: spansOf(italic) }]
      : link && SAFE.test(href)
        ? [{ link: spansOf(link), href }]
        : [{ text: found[0] }];
  return [...(before ? [{ text: before }] : []), ...here, ...after];
}

/** Words that a reader reads: marks and addresses are none. */
export function wordsIn(text: string): number {
  const plain = text.replace(/\]\([^)]*\)/g, ']').replace(/^\s*\d+[.)]\s/gm, '');
  return plain.match(/[\p{L}\p{N}][\p{L}\p{N}'’.,-]*/gu)?.length ?? 0;
}
