/** What the buttons above a text do to it: marks around what is selected, marks before its lines. Pure. */

export type Mark = 'bold' | 'heading' | 'bullets' | 'numbers' | 'link';

export interface Stroke {
  /** What is replaced… */
  from: number;
  to: number;
  /** …by what, and what is selected then. */
  text: string;
  select: [from: number, to: number];
}

const LINE = { heading: /^#+\s+/, bullets: /^\s*[-*•]\s+/, numbers: /^\s*\d{1,2}[.)]\s+/ };
const ANY_LINE = /^(#+|\s*[-*•]|\s*\d{1,2}[.)])\s+/;
const ADDRESS = /^(https?:\/\/|mailto:)\S+$/i;

export function stroke(text: string, from: number, to: number, mark: Mark, address = 'https://'): Stroke {
  if (mark === 'bold') return bold(text, from, to);
  if (mark === 'link') return link(text, from, to, address);
  return lines(text, from, to, mark);
}

function bold(text: string, from: number, to: number): Stroke {
  const said = text.slice(from, to);
  if (text.slice(from - 2, from) === '**' && text.slice(to, to + 2) === '**' && said !== '')
    return { from: from - 2, to: to + 2, text: said, select: [from - 2, to - 2] };
  return { from, to, text: `**${said}**`, select: [from + 2, to + 2] };
}

/** What is selected becomes the words of the link, or its address where it is one; what is to be typed is selected. */
function link(text: string, from: number, to: number, address: string): Stroke {
  const said = text.slice(from, to);
  if (ADDRESS.test(said)) return { from, to, text: `[](${said})`, select: [from + 1, from + 1] };
  const begin = from + said.length + 3;
  return { from, to, text: `[${said}](${address})`, select: [begin, begin + address.length] };
}

function lines(text: string, from: number, to: number, mark: 'heading' | 'bullets' | 'numbers'): Stroke {
  const begin = text.lastIndexOf('\n', from - 1) + 1;
  const next = text.indexOf('\n', to);
  const end = next < 0 ? text.length : next;
  const all = text.slice(begin, end).split('\n');
  const isMarked = all.every((line) => line.trim() === '' || LINE[mark].test(line)) && all.some(Boolean);
  let number = 0;
  const done = all.map((line) => {
    if (line.trim() === '' && all.length > 1) return line;
    const bare = line.replace(ANY_LINE, '');
    if (isMarked) return bare;
    number += 1;
    return `${{ heading: '## ', bullets: '- ', numbers: `${number}. ` }[mark]}${bare}`;
  });
  const put = done.join('\n');
  return { from: begin, to: end, text: put, select: [begin + put.length, begin + put.length] };
}

/** Enter within a list: the next item begins, or the list ends where the item is empty. Null for any other line. */
export function nextItem(text: string, at: number): Stroke | null {
  const begin = text.lastIndexOf('\n', at - 1) + 1;
  const line = text.slice(begin, at);
  const [mark] = /^\s*([-*•]|\d{1,2}[.)])\s+/.exec(line) ?? [];
  if (!mark) return null;
  if (line === mark) return { from: begin, to: at, text: '', select: [begin, begin] };
  const next = mark.replace(/\d+/, (number) => String(Number(number) + 1));
  return { from: at, to: at, text: `\n${next}`, select: [at + 1 + next.length, at + 1 + next.length] };
}
