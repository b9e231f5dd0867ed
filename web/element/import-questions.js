// What the files do not say, asked as controls with the likely answer set.
import { make } from './dom.js';

/** @typedef {import('../import/types.js').Question} Question */
/** @typedef {import('./import-found.js').Words} Words */

const largestWindow = 4096; // the engine's

/** One question. */
class Asked {
  /** To be put where it is shown. */
  element;
  #question;
  #field;
  #stateful = make('input', { type: 'radio', name: 'reading', id: 'ask-stateful' });
  #windowed = make('input', { type: 'radio', name: 'reading', id: 'ask-windowed' });

  /** @param {Question} question @param {Words} t */
  constructor(question, t) {
    this.#question = question;
    const { id, choices, suggestion } = question;
    const ask = /** @type {{ [id: string]: string }} */ (t.questions)[id] ?? t.otherQuestion(id);
    const field = `ask-${id}`;
    if (choices) {
      const said = /** @type {{ [choice: string]: string }} */ (t.choices);
      this.#field = make('select', { id: field, autocomplete: 'off' }, ...choices.map((choice) => new Option(said[choice] ?? String(choice), String(choice))));
      if (suggestion !== undefined) this.#field.value = String(suggestion);
    } else this.#field = make('input', { id: field, autocomplete: 'off', value: String(suggestion ?? '') });
    if (id !== 'window' || choices) {
      this.element = make('div', { className: 'field' }, make('label', { for: field }, ask), this.#field);
      return;
    }
    const isWindow = Number(suggestion) > 0;
    Object.assign(this.#field, { inputMode: 'numeric', value: isWindow ? String(suggestion) : '', maxLength: 5 });
    this.#field.ariaLabel = t.windowed;
    this.#field.addEventListener('input', () => (this.#windowed.checked = true));
    (isWindow ? this.#windowed : this.#stateful).checked = true;
    this.element = make('fieldset', {}, make('legend', {}, ask), make('label', {}, this.#stateful, t.stateful),
      make('label', {}, this.#windowed, t.windowed, this.#field));
  }

  /** What the reader said; undefined where that is none. */
  get answer() {
    const { id, choices } = this.#question;
    const { value } = this.#field;
    if (choices) return choices.find((choice) => String(choice) === value);
    if (id !== 'window') return value.trim() || undefined;
    if (this.#stateful.checked) return 'stateful';
    const window = Number(value);
    return Number.isInteger(window) && window > 0 && window <= largestWindow ? window : undefined;
  }

  get id() {
    return this.#question.id;
  }

  focus() {
    (this.#windowed.checked || !this.#stateful.isConnected ? this.#field : this.#stateful).focus();
  }
}

/**
 * Returns the questions, and a button that gives the answers.
 * @param {Question[]} questions
 * @param {Words} t
 * @param {(answers: { [question: string]: any }) => void} onAnswer
 */
export function askQuestions(questions, t, onAnswer) {
  const asked = questions.map((question) => new Asked(question, t));
  const wrong = make('p', { className: 'failure', role: 'alert', hidden: true });
  const send = () => {
    const open = asked.find(({ answer }) => answer === undefined);
    wrong.hidden = !open;
    if (!open) return onAnswer(Object.fromEntries(asked.map(({ id, answer }) => [id, answer])));
    wrong.textContent = open.id === 'window' ? t.badWindow : t.asks;
    open.focus();
  };
  const box = make('div', { className: 'questions', role: 'group', 'aria-labelledby': 'asks' }, make('h3', { id: 'asks' }, t.asks), ...asked.map(({ element }) => element), wrong,
    make('button', { id: 'answer', className: 'main', part: 'button', onclick: send }, t.answer));
  // No form: a sandboxed frame forbids to submit one.
  box.onkeydown = (event) => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) send();
  };
  return box;
}
