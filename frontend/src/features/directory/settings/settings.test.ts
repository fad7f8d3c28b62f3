import { expect, it } from 'vitest';
import { embedLine } from './embedLine';
import { readOutlines } from './outlineFile';

it('takes GeoJSON of communes, without what else a program wrote into it', () => {
  const feature = { type: 'Feature', properties: { code: '67462' }, geometry: null };
  const text = JSON.stringify({ type: 'FeatureCollection', crs: {}, features: [feature] });
  expect(readOutlines(`\uFEFF${text}`)).toEqual({ type: 'FeatureCollection', features: [feature] });
  for (const other of [
    '',
    '<kml/>',
    'null',
    '{"type":"Feature"}',
    '{"type":"FeatureCollection","features":[]}',
  ])
    expect(readOutlines(other)).toBeNull();
});

it('writes a line that stays whole whatever the club is called', () => {
  expect(embedLine('https://club.example', 'Annuaire : "A" & B')).toBe(
    '<iframe src="https://club.example/integration/annuaire" title="Annuaire : &quot;A&quot; &amp; B" loading="lazy" style="width:100%;height:640px;border:0"></iframe>',
  );
});
