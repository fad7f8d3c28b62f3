/**
 * Blocks of cells on the clipboard, as Excel and LibreOffice put them there: tab separated lines in which a cell that
 * holds a tab, a line break or a quote is quoted, quotes doubled.
 */

/** Rows of texts. A missing cell (short line) is not an empty one: it is left as it stands. */
export type Block = string[][];

const BEYOND_TEXT = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu;

export function parseTsv(input: string): Block {
  const text = input.replace(/^\ufeff/, '').replace(BEYOND_TEXT, '');
  if (text === '') return [];
  const rows: Block = [];
  let row: string[] = [];
  let at = 0;
  // Excel leaves a lone quote at the start of a cell as it is: it opens only if it is closed where the cell ends.
  let quotesClose = true;
  for (;;) {
    let cell: string | null = null;
    if (text[at] === '"' && quotesClose) {
      const end = closingQuote(text, at + 1);
      if (end === -1) quotesClose = false;
      else if (end > 0) {
        cell = text
          .slice(at + 1, end)
          .replaceAll('""', '"')
          .replace(/\r\n?/g, '\n');
        at = end + 1;
      }
    }
    if (cell === null) {
      const start = at;
      while (at < text.length && text[at] !== '\t' && text[at] !== '\n' && text[at] !== '\r') at++;
      cell = text.slice(start, at);
    }
    row.push(cell);
    if (text[at] === '\t') {
      at++;
      continue;
    }
    rows.push(row);
    row = [];
    if (at >= text.length) return rows;
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    // The line break after the last row begins none.
    if (at >= text.length) return rows;
  }
}

/** Where the quoted cell ends; 0 if the quote closes in the middle of the cell, -1 if it never does. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] === '"') {
      at++;
      continue;
    }
    const next = text[at + 1];
    return next === undefined || next === '\t' || next === '\n' || next === '\r' ? at : 0;
  }
  return -1;
}

export function formatTsv(block: readonly (readonly string[])[]): string {
  return block.map((row) => row.map(quoted).join('\t')).join('\r\n');
}

function quoted(cell: string): string {
  return /[\t\n\r]/.test(cell) || cell.startsWith('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Which cells of a table are plain text: no spreadsheet may make a formula, a date or a rounded number of them. */
export type PlainText = (column: number) => boolean;

export function formatHtml(block: readonly (readonly string[])[], plainText: PlainText): string {
  const lines = block.map((row) => {
    const cells = row.map((cell, column) => {
      const style = plainText(column) ? ' style="mso-number-format:\'\\@\'"' : '';
      return `<td${style}>${escaped(cell)}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<meta charset="utf-8"><table>${lines.join('')}</table>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/\r\n?|\n/g, '<br style="mso-data-placement:same-cell">');
}

/** The block on the clipboard: the text, or the table when the text has lost its columns (web pages, word processors). */
export function readClipboard(plain: string, html: string): Block {
  const block = parseTsv(plain);
  const flat = block.every((row) => row.length === 1);
  if (!flat || !/<table[\s>]/i.test(html)) return block;
  const table = parseHtmlTable(html);
  const wider = table.some((row) => row.length > 1);
  return block.length === 0 || wider ? table : block;
}

export function parseHtmlTable(html: string): Block {
  // Styles would be refused by the page's policy and tell nothing here; images and scripts must not be looked at.
  const bare = html
    .replace(BEYOND_TEXT, '')
    .replace(/<(style|script|xml)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<(img|link|iframe|object|embed|video|audio|source)\b[^>]*>/gi, '')
    .replace(/\sstyle=("[^"]*"|'[^']*'|[^\s>]*)/gi, '');
  const table = new DOMParser().parseFromString(bare, 'text/html').querySelector('table');
  if (!table) return [];
  const rows: Block = [];
  for (const [at, line] of [...table.rows].entries()) {
    rows[at] ??= [];
    let column = 0;
    for (const cell of line.cells) {
      while (rows[at]?.[column] !== undefined) column++;
      const text = cellText(cell);
      const wide = Math.min(cell.colSpan, 1000);
      const high = Math.min(cell.rowSpan, table.rows.length - at);
      for (let down = 0; down < high; down++) {
        rows[at + down] ??= [];
        const target = rows[at + down] as string[];
        for (let right = 0; right < wide; right++) {
          // A merged cell has one value, in its corner, as a spreadsheet would paste it.
          target[column + right] = down === 0 && right === 0 ? text : '';
        }
      }
      column += wide;
    }
  }
  return rows.map((row) => Array.from(row, (cell) => cell ?? ''));
}

function cellText(cell: Element): string {
  let text = '';
  const read = (node: Node) => {
    if (node.nodeType === 3) text += (node.textContent ?? '').replace(/[ \t\r\n]+/g, ' ');
    else if (node.nodeName === 'BR') text += '\n';
    else {
      if (/^(P|DIV|LI)$/.test(node.nodeName) && text.trim() !== '') text += '\n';
      node.childNodes.forEach(read);
    }
  };
  cell.childNodes.forEach(read);
  return text
    .split('\n')
    .map((line) => line.replace(/\u00a0/g, ' ').trim())
    .join('\n')
    .trim();
}
