// A training in sentences: the numbers and keys that its worker reports, in a reader's language. No DOM.
import { training } from '../i18n/en.js';

/** @typedef {import('../train/report.js').Report} Report */

const short = 10_000; // characters of a text, below which there is a warning
const unreadable = 0.25; // of a text that a model does not know: the loss of what is left says nothing

/** @param {any[]} parts those that there are */
const join = (...parts) => parts.filter(Boolean).join(' · ');

export class Words {
  /** @param {import('../i18n/locale.js').Locale} locale */
  constructor(locale) {
    this.locale = locale;
    /** The messages themselves. */
    this.say = locale.messages('training', training);
  }

  /** @param {number} number */
  #count = (number) => this.locale.count(number);

  /** @param {number} number @param {Intl.NumberFormatOptions} [options] */
  upTo = (number, options = { maximumSignificantDigits: 6 }) => number.toLocaleString(this.locale.language, { useGrouping: false, ...options });

  /** @param {number} number */
  #tenths = (number) => this.upTo(number, { maximumFractionDigits: 1 });

  /** @param {number} share */
  #percent = (share) => this.upTo(share, { style: 'percent', maximumSignificantDigits: 2 });

  /** Returns a unit of a text, one and many. @param {string} tokenizer */
  unit = (tokenizer) => /** @type {{ [tokenizer: string]: string[] }} */ (this.say.units)[tokenizer] ?? this.say.units.char;

  /** Returns, for example, "about a minute", at most a quarter off. @param {number} seconds */
  duration(seconds) {
    const { say } = this;
    /** @param {number} number @param {number} step */
    const round = (number, step) => Math.round(number / step) * step;
    if (seconds < 8) return say.fewSeconds;
    if (seconds < 50) return say.aboutSeconds(this.#count(round(seconds, 5)));
    if (seconds < 75) return say.aboutMinute;
    const [minutes, hours] = [seconds / 60, seconds / 3600];
    if (minutes < 50) return say.aboutMinutes(this.#tenths(round(minutes, minutes < 5 ? 0.5 : minutes < 10 ? 1 : 5)));
    return hours < 1.25 ? say.aboutHour : say.aboutHours(this.#tenths(round(hours, hours < 10 ? 0.5 : 1)));
  }

  /** Returns a time that has passed: "20 s", "3 min 20 s". @param {number} seconds */
  elapsed(seconds) {
    const whole = Math.round(seconds);
    return whole < 60 ? this.say.seconds(this.#count(whole)) : this.say.minutes(this.#count(Math.floor(whole / 60)), this.#count(whole % 60));
  }

  /** Returns among how many equally likely ones a loss is like guessing. @param {number} loss nats */
  among(loss) {
    const number = Math.exp(loss);
    return number > 1e9 ? this.say.manyMore : number < 20 ? this.#tenths(number) : this.#count(number);
  }

  /** Returns what is said of a text that was read. @param {import('../train/text.js').Overview} overview */
  text({ characters, distinct, cut }) {
    if (characters === 0) return { note: '', warning: '' };
    return {
      note: this.say.counted(this.#count(characters), this.#count(distinct)) + (cut ? this.say.cut(this.#count(cut)) : ''),
      warning: characters < short ? this.say.shortText(this.#count(characters)) : '',
    };
  }

  /** Returns that a model cannot read a text, if so. @param {number} [share] that it does not know */
  cannotRead = (share = 0) => (share > unreadable ? this.say.cannotRead(this.#percent(share)) : '');

  /** Returns what a model does not know of a text. @param {import('../train/survey.js').Unknown} unknown */
  unknown({ kind, count, distinct, examples, share }) {
    const { say } = this;
    const named = examples.map(({ from, to }) => (to ? say.readAs(this.locale.isolate(from), this.locale.isolate(to)) : say.quoted(this.locale.isolate(from)))).join(', ');
    const others = count - examples.length;
    return say[kind](this.#count(count), this.#count(distinct), others ? say.andMore(named, this.#count(others)) : named,
      share ? this.#percent(share) : '');
  }

  /** @param {{ seconds: number, units: number[], weights: number }} size */
  size = ({ seconds, units, weights }) =>
    ({ time: this.duration(seconds), detail: this.say.size(units.map(this.#count).join(' + '), this.#count(weights)) });

  /** Returns a setting of the plan as one would type it. @param {string} name @param {any} [options] of the training */
  setting(name, options = {}) {
    const value = name === 'heldOut' ? options.validationFraction : options[name];
    if (typeof value !== 'number') return '';
    return name === 'heldOut' ? this.upTo(value, { style: 'percent', maximumSignificantDigits: 3 }) : this.upTo(value);
  }

  /** Returns what the command of a training comes to. @param {Report} report */
  command = ({ phase, steps, info }) =>
    (phase === 'done' ? this.say.sameWeights : this.say.sameToTheEnd(this.#count(steps), this.#count(info.stepsTotal)));

  /** Returns what went wrong. @param {{ code: string, message: string }} error */
  failure = ({ code, message }) => /** @type {{ [code: string]: string }} */ (this.say.failures)[code] ?? message;

  /** @param {import('../train/judge.js').Verdict} verdict @param {Pick<Report, 'guess' | 'tokenizer'>} report */
  verdict({ key, learningRate = 0, epoch = 0 }, { guess, tokenizer }) {
    const { locale } = this;
    const [one, many] = this.unit(tokenizer);
    return key && this.say.verdicts[key](
      { one, many, guess: locale.fixed(guess, 2), epoch: locale.fixed(epoch, 1), rate: locale.precise(learningRate, 1) });
  }

  /** Returns where a training stands. @param {Report} report */
  report(report) {
    const { say, locale } = this;
    const { phase, ended, seconds, perSecond, secondsLeft, loss, isHeldOut, guess, fresh, verdict, info, curve: { levels, digits, ends } } = report;
    const cannotRead = this.cannotRead(report.unread);
    const [training, heldOut] = say.losses;
    const [one, many] = this.unit(report.tokenizer);
    const exact = (/** @type {number} */ loss) => locale.fixed(loss, 2);
    /** @param {number[] | null} ends @param {string} name */
    const fromTo = (ends, name) => (ends ? say.fromTo(name, exact(ends[0]), exact(ends[1])) : '');
    const facts = say.facts(this.#count(info.parameters), this.#count(info.trainTokens), many);
    return {
      status: say.phases[phase] + (!ended && verdict.trouble ? `: ${say.troubles[verdict.trouble]}` : ''),
      pace: join(ended ? say.inAll(this.elapsed(seconds)) : say.epochOf(this.#count(report.epoch), this.#count(report.epochs)),
        perSecond && say.perSecond(this.#count(perSecond)), secondsLeft !== null && say.left(this.duration(secondsLeft))),
      loss: loss === null || cannotRead ? ''
        : say.loss(isHeldOut ? heldOut : training, exact(loss), this.among(loss), one, many) + (fresh ? say.blindGuessing(this.among(guess)) : ''),
      verdict: cannotRead || this.verdict(verdict, report),
      facts: info.validTokens ? say.heldOut(facts, this.#count(info.validTokens)) : `${facts}.`,
      reach: say.reach(this.#tenths(report.reach)),
      levels: levels.map(({ y, loss, name }) => ({ y, name, label: name ? say.levels[name] : locale.fixed(loss, digits) })),
      summary: say.curve + fromTo(ends.training, training) + fromTo(ends.valid, heldOut) +
        (fresh ? say.guessLoss(exact(guess)) : ''),
      rows: report.rows.map(({ epoch, seconds, trainLoss, validLoss }) => [locale.fixed(epoch, 1), this.elapsed(seconds),
        locale.fixed(trainLoss, 3), validLoss === null ? '–' : locale.fixed(validLoss, 3), this.among(validLoss ?? trainLoss)]),
      samples: report.samples.map(({ seconds, loss, text }) => (
        { when: join(say.after(this.elapsed(seconds)), loss !== null && !cannotRead && `${training} ${exact(loss)}`), text })),
    };
  }
}
