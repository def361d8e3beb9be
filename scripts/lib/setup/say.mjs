/** One line of progress on standard error, which leaves standard output to results. @param {string} text */
export function say(text) {
  process.stderr.write(`· ${text}\n`);
}
