// The temperature's slider, from 0 to 2, which colours what it stands in.
import { temperature as english } from '../i18n/en.js';
import { number } from './numbers.js';
import { Slider } from './slider.js';

/** The temperature in a word, up to each. */
const bounds = [0, 0.35, 0.7, 0.95, 1, 1.25, 1.6];

/** Returns the name of a temperature: "a little careful". @param {number} temperature @param {import('../i18n/locale.js').Locale} locale */
export function nameTemperature(temperature, locale) {
  const { names } = locale.messages('temperature', english);
  return names[bounds.filter((bound) => bound < temperature).length];
}

/** Returns a temperature and its name, to be shown. @param {number} temperature @param {import('../i18n/locale.js').Locale} locale */
export const describeTemperature = (temperature, locale) =>
  [number(temperature === Infinity ? '∞' : locale.fixed(temperature, 2)), ' ', nameTemperature(temperature, locale)];

export class TemperatureSlider extends Slider {
  /**
   * @param {import('./element.js').Content & { locale?: any }} content whose colour follows
   * @param {(temperature: number) => void} onInput
   * @param {{ label?: string }} [options]
   */
  constructor(content, onInput, { label } = {}) {
    const { locale } = content;
    super({
      id: 'temperature', label: label ?? locale.messages('temperature', english).label, step: 0.05, max: 2,
      describe: (temperature) => describeTemperature(temperature, locale),
      onSet: (temperature) => (content.heat = temperature),
    }, onInput);
    this.element.classList.add('heat');
    if (getComputedStyle(content.host).direction === 'rtl') this.element.style.setProperty('--towards', 'to left');
  }
}
