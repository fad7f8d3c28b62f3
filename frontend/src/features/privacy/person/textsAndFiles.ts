/** An erasure counts by table; people are told of texts, and of files. */
export function textsAndFiles(counts: Record<string, number>) {
  const { files = 0, ...tables } = counts;
  return { texts: Object.values(tables).reduce((sum, count) => sum + count, 0), files };
}
