import { describe, expect, it } from 'vitest';
import { problemsInReport } from '../../scripts/lib/check/addon-rules.mjs';

const explained = [{ message: 'sidePanel.open is not supported', times: 2, reason: 'it is asked for first' }];
const known = { message: 'sidePanel.open is not supported', file: 'assets/index.js' };
const sound = { errors: [], warnings: [known, known] };

describe("what is made of the report of Mozilla's linter", () => {
  it('is nothing while every warning has its reason', () => {
    expect(problemsInReport(sound, explained)).toEqual([]);
  });

  it.each([
    ['an error', { ...sound, errors: [{ message: 'No add-on ID', file: 'manifest.json' }] }, /refuses.*No add-on ID/],
    ['a warning nobody explained', { ...sound, warnings: [known, known, { message: 'eval' }] }, /warns: eval/],
    ['one more of a kind than was explained', { ...sound, warnings: [known, known, known] }, /3 times.*explains 2/],
    ['a reason that has outlived its warning', { ...sound, warnings: [] }, /0 times.*explains 2/],
  ])('is a problem when there is %s', (_what, report, words) => {
    expect(problemsInReport(report, explained)).toEqual([expect.stringMatching(words)]);
  });
});
