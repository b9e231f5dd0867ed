// The training page's words, in its language.
import { languageOf, loadLanguage } from '../i18n/language.js';
import { Locale } from '../i18n/locale.js';
import { Words } from './train-words.js';

const language = languageOf(document.documentElement);
await loadLanguage(language);

export const words = new Words(new Locale(language));
