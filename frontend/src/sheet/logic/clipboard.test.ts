import { describe, expect, it } from 'vitest';
import { formatHtml, formatTsv, parseHtmlTable, parseTsv, readClipboard } from './clipboard';

describe('the text of the clipboard', () => {
  it('is read as Excel writes it', () => {
    const excel =
      'Nom\tCommune\r\n"Repair Café\nde Sélestat"\tSélestat\r\n"dit ""l\'atelier""\nde Barr"\tBarr\r\n';
    expect(parseTsv(excel)).toEqual([
      ['Nom', 'Commune'],
      ['Repair Café\nde Sélestat', 'Sélestat'],
      ['dit "l\'atelier"\nde Barr', 'Barr'],
    ]);
  });
  it('is read as LibreOffice writes it, with quoted tabs', () => {
    expect(parseTsv('a\t"b\tc"\n\t\n"d\ne"\t1,5\n')).toEqual([
      ['a', 'b\tc'],
      ['', ''],
      ['d\ne', '1,5'],
    ]);
  });
  it('keeps a quote that opens nothing', () => {
    expect(parseTsv('"La Ruche" asbl\tBarr\n19" de large\t"')).toEqual([
      ['"La Ruche" asbl', 'Barr'],
      ['19" de large', '"'],
    ]);
    expect(parseTsv('"jamais fermé\tBarr\nb')).toEqual([['"jamais fermé', 'Barr'], ['b']]);
  });
  it('keeps empty cells and lines inside, and drops the last line break only', () => {
    expect(parseTsv('a\t\tb\n\nc\n')).toEqual([['a', '', 'b'], [''], ['c']]);
    expect(parseTsv('a\rb')).toEqual([['a'], ['b']]);
    expect(parseTsv('')).toEqual([]);
  });
  it('loses marks and controls that are no text', () => {
    expect(parseTsv('\ufeffa\u0000b\u0007\tc')).toEqual([['ab', 'c']]);
  });
  it('survives garbage in no time', () => {
    const begun = performance.now();
    const garbage = '"\t"x'.repeat(200_000);
    expect(parseTsv(garbage).length).toBe(1);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
  it('reads 10,000 rows of 50 cells quickly', () => {
    const line = Array.from({ length: 50 }, (_, at) => `valeur ${at}`).join('\t');
    const begun = performance.now();
    expect(parseTsv(`${line}\r\n`.repeat(10_000))).toHaveLength(10_000);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
  it('is written so that reading it gives the same', () => {
    const block = [
      ['a', 'b\tc', 'd\ne'],
      ['"f"', '', 'g "h" i'],
    ];
    expect(parseTsv(formatTsv(block))).toEqual(block);
  });
});

const EXCEL_HTML = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><style><!-- td {mso-style-parent:style0;} --></style></head><body><!--StartFragment-->
<table border=0 cellpadding=0 cellspacing=0 width=160><col width=80 span=2>
 <tr height=20 style='height:15.0pt'>
  <td height=20 class=xl65 width=80 style='height:15.0pt'>Repair&nbsp;Café<br style='mso-data-placement:same-cell'>
    de Barr</td>
  <td align=right x:num="45000.5">45&nbsp;000,50</td>
 </tr>
</table><!--EndFragment--></body></html>`;

const LIBREOFFICE_HTML = `<table cellspacing="0" border="0"><colgroup width="85"></colgroup>
<tr><td height="17" align="left" rowspan=2 valign=top>Sélestat</td><td colspan="2" sdval="3" sdnum="1036;">3</td></tr>
<tr><td align="left"><font face="Liberation Sans">a &lt; b</font></td><td><br></td></tr></table>`;

describe('the table of the clipboard', () => {
  it('is read as Excel writes it', () => {
    expect(parseHtmlTable(EXCEL_HTML)).toEqual([['Repair Café\nde Barr', '45 000,50']]);
  });
  it('is read as LibreOffice writes it, merged cells in their corner', () => {
    expect(parseHtmlTable(LIBREOFFICE_HTML)).toEqual([
      ['Sélestat', '3', ''],
      ['', 'a < b', ''],
    ]);
  });
  it('is used when the text lost its columns', () => {
    const html = '<table><tr><td>a</td><td>b</td></tr></table>';
    expect(readClipboard('a\nb', html)).toEqual([['a', 'b']]);
    expect(readClipboard('', html)).toEqual([['a', 'b']]);
    expect(readClipboard('x\ty', html)).toEqual([['x', 'y']]);
    expect(readClipboard('un texte', '<p>un texte</p>')).toEqual([['un texte']]);
  });
  it('runs and fetches nothing', () => {
    const html = '<table><tr><td onclick="x()">a<script>boom()</script><img src="x"></td></tr></table>';
    expect(parseHtmlTable(html)).toEqual([['a']]);
  });
  it('is written so that no spreadsheet makes a formula or a number of a text', () => {
    const html = formatHtml([['=1+1', '03 88', '2']], (column) => column < 2);
    expect(html).toContain('<td style="mso-number-format:\'\\@\'">=1+1</td>');
    expect(html).toContain('<td>2</td>');
    expect(parseHtmlTable(formatHtml([['a & <b>\nc', '']], () => true))).toEqual([['a & <b>\nc', '']]);
  });
});
