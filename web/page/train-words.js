// A training in sentences: the numbers and keys that its worker reports, in a reader's language. No DOM.
import { training } from '../i18n/en.js';

/** @typedef {import('../train/report.js').Report} Report */
/** @typedef {import('../i18n/locale.js').Locale} Locale */

const short = 10_000; // characters of a text, below which there is a warning

export class Words {
  /** @param {Locale} locale */
  constructor(locale) {
    this.locale = locale;
    /** The messages themselves. */
    this.say = locale.messages('training', training);
  }

  /** @param {number} number @param {Intl.NumberFormatOptions} options */
  #number(number, options) {
    return number.toLocaleString(this.locale.language, { useGrouping: false, ...options });
  }

  /** @param {number} number */
  #count = (number) => this.locale.count(number);

  /** @param {string} tokenizer */
  unit(tokenizer) {
    return this.say.units[/** @type {'char'} */ (tokenizer)] ?? this.say.units.char;
  }

  /** Returns, for example, "about a minute". @param {number} seconds */
  duration(seconds) {
    const { say } = this;
    if (seconds < 8) return say.fewSeconds;
    if (seconds < 50) return say.aboutSeconds(this.#count(Math.round(seconds / (seconds < 20 ? 5 : 10)) * (seconds < 20 ? 5 : 10)));
    if (seconds < 90) return say.aboutMinute;
    const minutes = Math.round(seconds / 60);
    if (minutes < 50) return say.aboutMinutes(this.#count(minutes < 10 ? minutes : Math.round(minutes / 5) * 5));
    const hours = seconds / 3600;
    if (hours < 1.25) return say.aboutHour;
    return say.aboutHours(this.#number(hours < 10 ? Math.round(hours * 2) / 2 : Math.round(hours), { maximumFractionDigits: 1 }));
  }

  /** Returns a time that has passed: "20 s", "3 min 20 s". @param {number} seconds */
  elapsed(seconds) {
    const whole = Math.round(seconds);
    if (whole < 60) return this.say.seconds(this.#count(whole));
    return this.say.minutes(this.#count(Math.floor(whole / 60)), this.#count(whole % 60));
  }

  /** Returns among how many equally likely ones a loss is like guessing. @param {number} loss nats */
  among(loss) {
    const number = Math.exp(loss);
    if (number > 1e9) return this.say.manyMore;
    return number < 20 ? this.#number(number, { maximumFractionDigits: 1 }) : this.#count(number);
  }

  /** Returns what is said of a text that was read. @param {import('../train/text.js').Overview} overview */
  text({ characters, distinct, cut }) {
    const { say } = this;
    const note = [say.counted(this.#count(characters), this.#count(distinct)), cut && say.cut(this.#count(cut))];
    return {
      note: characters ? note.filter(Boolean).join(' ') : '',
      warning: characters && characters < short ? say.shortText(this.#count(characters)) : '',
    };
  }

  /** Returns what a model does not know of a text. @param {import('../train/survey.js').Unknown | null} unknown */
  unknown(unknown) {
    if (!unknown) return '';
    const { say } = this;
    const named = unknown.examples.map(({ from, to }) => (to ? say.readAs(from, to) : say.quoted(from))).join(', ');
    const others = unknown.unknown - unknown.examples.length;
    const examples = others > 0 ? say.andMore(named, this.#count(others)) : named;
    const [count, distinct, skipped, characters] =
      [unknown.unknown, unknown.distinct, unknown.skipped, unknown.characters].map(this.#count);
    return unknown.kind === 'words' ? say.unknownWords(count, distinct, examples)
      : say.unknownCharacters(count, distinct, examples, skipped, characters);
  }

  /** @param {{ seconds: number, units: number[], weights: number }} size */
  size({ seconds, units, weights }) {
    return { time: this.duration(seconds), detail: this.say.size(units.map(this.#count).join(' + '), this.#count(weights)) };
  }

  /** Returns a setting as the plan has it, as one would type it. @param {string} name @param {any} [options] of the training */
  setting(name, options = {}) {
    const { [name]: value = '', validationFraction = '' } = options;
    return name === 'heldOut' ? validationFraction.toLocaleString(this.locale.language, { style: 'percent', maximumSignificantDigits: 3 })
      : typeof value === 'number' ? this.#number(value, { maximumSignificantDigits: 6 }) : String(value);
  }

  /** Returns what there is to go on with. @param {import('../train/report.js').Outline} outline */
  outline({ name, ended, steps, seconds }) {
    return this.say[ended ? 'hasEnded' : 'notFinished'](name, this.#count(steps), this.elapsed(seconds));
  }

  /** Returns what a command comes to. @param {import('../train/report.js').Command} command */
  command({ done, steps, stepsTotal }) {
    return done ? this.say.sameWeights : this.say.sameToTheEnd(this.#count(steps), this.#count(stepsTotal));
  }

  /** Returns what went wrong. @param {{ code: string, message: string }} error */
  failure({ code, message }) {
    return this.say.failures[code] ?? message;
  }

  /** @param {import('../train/judge.js').Verdict} verdict @param {Pick<Report, 'guess' | 'tokenizer'>} report */
  verdict({ key, learningRate = 0, epoch = 0 }, { guess, tokenizer }) {
    return key && this.say.verdicts[key]({
      ...this.unit(tokenizer), guess: this.locale.fixed(guess, 2), epoch: this.locale.fixed(epoch, 1),
      rate: this.locale.precise(learningRate, 1),
    });
  }

  /** @param {Report} report */
  #pace({ ended, seconds, epoch, epochs, perSecond, secondsLeft }) {
    const { say } = this;
    return [
      ended ? say.inAll(this.elapsed(seconds)) : say.epochOf(this.#count(epoch), this.#count(epochs)),
      perSecond !== null && say.perSecond(this.#count(perSecond)),
      secondsLeft !== null && say.left(this.duration(secondsLeft)),
    ].filter(Boolean).join(' · ');
  }

  /** @param {Report['curve']} curve @param {Report} report */
  #curve({ levels, digits, ends: { training, valid } }, { fresh, guess }) {
    const { say, locale } = this;
    /** @param {number} loss */
    const exact = (loss) => locale.fixed(loss, 2);
    return {
      levels: levels.map(({ y, loss, name }) => ({ y, name, label: name ? say.levels[name] : locale.fixed(loss, digits) })),
      summary: [
        say.curve, training && say.trainingLoss(exact(training[0]), exact(training[1])),
        valid && say.heldOutLoss(exact(valid[0]), exact(valid[1])), fresh && say.guessLoss(exact(guess)),
      ].filter(Boolean).join(' '),
    };
  }

  /** Returns where a training stands. @param {Report} report */
  report(report) {
    const { say, locale } = this;
    const { phase, ended, loss, guess, fresh, verdict, rows, samples } = report;
    const unit = this.unit(report.tokenizer);
    return {
      status: !ended && verdict.trouble ? say.status(say.phases[phase], say.troubles[verdict.trouble]) : say.phases[phase],
      pace: this.#pace(report),
      loss: loss === null ? '' : [say.loss(locale.fixed(loss, 2), this.among(loss), unit), fresh && say.blindGuessing(this.among(guess))]
        .filter(Boolean).join(' '),
      verdict: this.verdict(verdict, report),
      facts: say.facts(this.#count(report.parameters), this.#count(report.trainTokens),
        report.validTokens ? this.#count(report.validTokens) : '', unit),
      reach: say.reach(this.#number(report.reach, { maximumFractionDigits: 1 })),
      ...this.#curve(report.curve, report),
      rows: rows.map(({ epoch, seconds, trainLoss, validLoss }) => [locale.fixed(epoch, 1), this.elapsed(seconds), locale.fixed(trainLoss, 3),
        validLoss === null ? '–' : locale.fixed(validLoss, 3), this.among(validLoss ?? trainLoss)]),
      samples: samples.map(({ seconds, loss, text }) => ({
        when: [say.after(this.elapsed(seconds)), loss !== null && say.atLoss(locale.fixed(loss, 2))].filter(Boolean).join(', '), text,
      })),
    };
  }
}
