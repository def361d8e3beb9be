/** An expected failure whose message is one sentence that says what to do. */
export class BackendError extends Error {
  /**
   * @param {'no-firestore-emulator' | 'no-java' | 'no-firebase-tools' | 'not-started'} code
   * @param {string} message
   * @param {unknown} [cause]
   */
  constructor(code, message, cause) {
    super(message, { cause });
    this.name = 'BackendError';
    this.code = code;
  }
}
