/**
 * What Mozilla's linter warns of in a sound build for Firefox, how often, and why it may.
 * @type {readonly import('./addon-rules.mjs').ExplainedWarning[]}
 */
export const explainedWarnings = [
  {
    message: 'Unsafe assignment to innerHTML',
    times: 1,
    reason: 'Preact has it for a property that no view sets; the linter of our own code refuses that property.',
  },
  {
    message: 'notifications.update is not supported',
    times: 2,
    reason: 'It is looked for, and called where it was found: `hasRichNotifications` in src/background/platform.ts.',
  },
  {
    message: 'sidePanel.open is not supported',
    times: 1,
    reason: 'Only a browser with side panels is asked for one: `canOpenSidePanel` in src/background/platform.ts.',
  },
];
