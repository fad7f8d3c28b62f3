import { describe, expect, it, vi } from 'vitest';
import { addDays, daysBetween, daysIn, keepZone, today } from './days';
import { grammar } from './grammar';
import { readyToSpeak } from './store';
import { frenchTypography } from './typography';
import { defineWords } from './words';

describe('French typography', () => {
  it('puts a narrow no-break space before double signs and inside guillemets', () => {
    expect(frenchTypography('Qui ? « Barr » ; Sélestat !')).toBe(
      'Qui\u202f? «\u202fBarr\u202f»\u202f; Sélestat\u202f!',
    );
  });
  it('puts a no-break space before a colon', () => {
    expect(frenchTypography('Commune : Barr')).toBe('Commune\u00a0: Barr');
  });
  it('leaves hours and addresses alone', () => {
    expect(frenchTypography('https://a.example 18:30')).toBe('https://a.example 18:30');
  });
  it('curls the apostrophe', () => {
    expect(frenchTypography("l'année d'après")).toBe('l’année d’après');
  });
});

describe('catalogues', () => {
  it('set nested words and sentences with arguments', () => {
    const words = defineWords(
      { a: { b: 'Oui !' }, c: (n: number) => `${n} ?` },
      { a: { b: 'Yes!' }, c: (n) => `${n}?` },
    );
    expect(words.fr.a.b).toBe('Oui\u202f!');
    expect(words.fr.c(3)).toBe('3\u202f?');
    expect(words.en?.c(3)).toBe('3?');
  });
});

describe('English', () => {
  it('is fetched once, when somebody speaks it, and typed as plainly', async () => {
    const fetched = vi.fn(() => Promise.resolve({ a: "Don't!" }));
    const words = defineWords({ a: 'Non !' }, fetched);
    expect(fetched).not.toHaveBeenCalled();
    expect(words.en).toBeNull();
    await Promise.all([readyToSpeak('en'), readyToSpeak('en')]);
    expect(fetched).toHaveBeenCalledOnce();
    expect(words.en?.a).toBe('Don’t!');
  });
  it('gives way to French where it does not arrive', async () => {
    const words = defineWords({ a: 'Non !' }, () => Promise.reject(new Error('offline')));
    await readyToSpeak('en');
    expect(words.en?.a).toBe('Non\u202f!');
  });
});

describe('the language of the screen', () => {
  it('is the one that the address names, else French', async () => {
    vi.resetModules();
    expect((await import('./store')).language()).toBe('fr');
    window.history.replaceState(null, '', '/adherer?lang=en');
    vi.resetModules();
    expect((await import('./store')).language()).toBe('en');
    window.history.replaceState(null, '', '/');
  });
});

describe('grammar', () => {
  it('counts zero as singular in French and plural in English', () => {
    const forms = { one: '{n} membre', other: '{n} membres' };
    expect(grammar('fr').plural(0, forms)).toBe('0 membre');
    expect(grammar('en').plural(0, { one: '{n} member', other: '{n} members' })).toBe('0 members');
    expect(grammar('fr').plural(2, forms)).toBe('2 membres');
  });
});

describe('days', () => {
  it('cross months and years without being moved by a zone', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
    expect(today(new Date(2026, 10, 3, 23, 59))).toBe('2026-11-03');
  });
  it('are those of the club, wherever the screen stands', () => {
    const late = new Date('2026-11-03T23:30:00Z');
    keepZone('Europe/Paris');
    expect(today(late)).toBe('2026-11-04');
    keepZone('America/Cayenne');
    expect(today(late)).toBe('2026-11-03');
    keepZone(undefined);
  });
  it('tell the hour as each language writes it', () => {
    const morning = new Date(2026, 10, 29, 5, 7).toISOString();
    expect(daysIn('fr').instant(morning)).toBe('29 nov. 2026, 5\u00a0h\u00a007');
    expect(daysIn('fr').instant(new Date(2026, 10, 29, 0, 30).toISOString())).toMatch(/, 0\sh\s30$/);
    expect(daysIn('en').instant(morning)).toBe('29 Nov 2026, 05:07');
  });
  it('are told as precisely as they are known', () => {
    const fr = daysIn('fr');
    expect(fr.known('2016-03-01', 'month')).toBe('mars 2016');
    expect(fr.known('2016-03-01', 'day')).toBe('1ᵉʳ mars 2016');
    expect(fr.known('2016-01-01', 'year')).toBe('2016');
    expect(fr.ago('2026-07-01', '2026-11-01')).toBe('il y a 4 mois');
  });
});
