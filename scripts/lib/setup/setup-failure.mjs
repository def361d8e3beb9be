/** Something a newcomer has to do before we can go on; the message is one sentence that says what. */
export class SetupFailure extends Error {
  /** @param {string} message @param {unknown} [cause] */
  constructor(message, cause) {
    super(message, { cause });
    this.name = 'SetupFailure';
  }
}
