/** The house rules of the tree, as a test: who may import whom, who may talk to the network. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '..');
/** Features from left to right: each may import those before it, through their index only. */
const FEATURES = [
  'club',
  'accounts',
  'registers',
  'members',
  'views',
  'follow_up',
  'campaigns',
  'imports',
  'practice_sheets',
  'events',
  'directory',
  'privacy',
];
/** What each part may import besides itself. */
const MAY: Record<string, string[]> = {
  language: [],
  ui: ['language'],
  sheet: ['language', 'ui'],
  api: ['language'],
  layout: ['language', 'ui'],
  features: ['language', 'ui', 'sheet', 'api'],
  app: ['language', 'ui', 'api', 'layout', 'sheet', 'features'],
  // The script of the public site: light, and of nothing else.
  public: [],
};

interface Source {
  path: string;
  text: string;
  imports: string[];
}

const sources: Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.gen\.ts$|schema\.d\.ts$/.test(path))
  .map((path) => {
    const text = readFileSync(join(SRC, path), 'utf8');
    const imports = [...text.matchAll(/(?:from|import)\s+'([@.][^']*)'/g)].map(([, target = '']) =>
      target.startsWith('@/') ? target.slice(2) : relative(SRC, resolve(SRC, dirname(path), target)),
    );
    return { path, text, imports };
  });

const partOf = (path: string) => path.split('/')[0] ?? '';
const featureOf = (path: string) => (partOf(path) === 'features' ? (path.split('/')[1] ?? null) : null);

describe('the house', () => {
  it('knows every feature', () => {
    const found = readdirSync(join(SRC, 'features')).sort();
    expect(found).toEqual([...FEATURES].sort());
  });

  it('imports downwards only: app, layout and features, then api, sheet and ui, then language', () => {
    const wrong = sources.flatMap(({ path, imports }) => {
      const part = partOf(path);
      const allowed = MAY[part];
      if (!allowed) return [];
      return imports
        .filter((target) => partOf(target) !== part && !allowed.includes(partOf(target)))
        .map((target) => `${path} → ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('lets features import each other leftwards, through the index', () => {
    const wrong = sources.flatMap(({ path, imports }) => {
      const own = featureOf(path);
      return imports
        .filter((target) => {
          const other = featureOf(target);
          if (other === null || other === own) return false;
          const throughIndex = target === `features/${other}`;
          const leftwards = own === null || FEATURES.indexOf(other) < FEATURES.indexOf(own);
          return !throughIndex || !leftwards;
        })
        .map((target) => `${path} → ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('talks to the network in api only, and in the script of the public site', () => {
    const network = /\bfetch\(|XMLHttpRequest|new WebSocket|EventSource|sendBeacon/;
    const wrong = sources.filter(
      ({ path, text }) =>
        !['api', 'public'].includes(partOf(path)) && !/\.test\./.test(path) && network.test(text),
    );
    expect(wrong.map(({ path }) => path).filter((path) => path !== 'app/house.test.ts')).toEqual([]);
  });

  it('names no other host', () => {
    const hosts = sources.flatMap(({ path, text }) =>
      /\.test\./.test(path)
        ? []
        : [...text.matchAll(/https?:\/\/[a-z0-9.-]+\.[a-z]{2,}/gi)].map(([host]) => `${path}: ${host}`),
    );
    expect(hosts).toEqual([]);
  });

  it('has no drawer names', () => {
    const drawers = /(^|\/)(utils?|common|helpers?|shared|misc|core|manager)(\/|\.tsx?$)/;
    expect(sources.map(({ path }) => path).filter((path) => drawers.test(path))).toEqual([]);
  });
});
