/** What every mistake throws: a sentence for people, a `code` for programs. */
export class LukewarmError extends Error {
  /**
   * @param {string} code a short name that stays, for instance 'file-corrupt'
   * @param {string} message a sentence that says what to do
   */
  constructor(code, message) {
    super(message);
    this.name = 'LukewarmError';
    /** @type {string} */
    this.code = code;
  }
}
