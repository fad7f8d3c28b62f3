/** What a town copies into a page of its own. */
export function embedLine(origin: string, title: string): string {
  const written = title.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<iframe src="${origin}/integration/annuaire" title="${written}" loading="lazy" style="width:100%;height:640px;border:0"></iframe>`;
}
