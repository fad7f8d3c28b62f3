export { addDays, type Day, daysBetween, daysIn, keepZone, type Precision, today, useDays } from './days';
export { type Forms, type Grammar, grammar, localeOf } from './grammar';
export { known } from './known';
export { phoneLink, readablePhone } from './phone';
export {
  adoptLanguage,
  LANGUAGES,
  type Language,
  language,
  readyToSpeak,
  setLanguage,
  useLanguage,
} from './store';
export { apostrophes } from './typography';
export { type Catalogue, defineWords, type Translation, useWords, type Words } from './words';
