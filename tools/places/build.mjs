// Writes backend/places/data/places.tsv.gz, the communes of France that Maillage ships with.
//
// Once a year, when a new vintage is published:
//   mkdir /tmp/places && cd /tmp/places && npm init -y && npm i @etalab/decoupage-administratif
//   node <here>/tools/places/build.mjs /tmp/places
// then run `cargo nextest run -p places`, mend the counts of its tests, and the vintage in NOTICE.
// The package stays out of package.json: nobody needs it to build or to run Maillage.
//
// Lines of the file, fields separated by tabs, lists by commas, absent values empty:
//   V  version of the package
//   E  siren  name                                     (EPCI with own taxation, by SIREN)
//   C  insee  name  siren  population  postal_codes  epci(place among the E lines)  former_codes
//   F  insee  name  insee of today                     (commune déléguée or associée, arrondissement)

import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const installed = process.argv[2]
if (!installed) {
  console.error('usage: node build.mjs <folder where @etalab/decoupage-administratif was installed>')
  process.exit(2)
}
const source = join(installed, 'node_modules/@etalab/decoupage-administratif')
const read = (path) => JSON.parse(readFileSync(join(source, path), 'utf8'))
const target = join(dirname(fileURLToPath(import.meta.url)), '../../backend/places/data/places.tsv.gz')

const byCode = (a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
const places = read('data/communes.json').sort(byCode)
const epcis = read('data/epci.json').sort(byCode)

const epciOf = new Map(epcis.flatMap((epci, at) => epci.membres.map((member) => [member.code, at])))
const communes = places.filter((place) => place.type === 'commune-actuelle')
const current = new Set(communes.map((place) => place.code))

const lines = [['V', read('package.json').version]]
for (const epci of epcis) lines.push(['E', epci.code, epci.nom])
for (const place of communes) {
  lines.push([
    'C',
    place.code,
    place.nom,
    place.siren ?? '',
    place.population ?? '',
    (place.codesPostaux ?? []).join(','),
    epciOf.get(place.code) ?? '',
    (place.anciensCodes ?? []).join(','),
  ])
}
for (const place of places) {
  const today = place.chefLieu ?? place.commune
  if (current.has(today)) lines.push(['F', place.code, place.nom, today])
}

writeFileSync(target, gzipSync(lines.map((fields) => fields.join('\t')).join('\n') + '\n', { level: 9 }))
console.log(`${communes.length} communes, ${epcis.length} EPCI, ${lines.length} lines → ${target}`)
