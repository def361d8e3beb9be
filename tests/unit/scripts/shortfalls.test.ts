import { describe, expect, it } from 'vitest';
import { listShortfalls } from '../../../scripts/lib/test/shortfalls.mjs';
import { tallyVitest } from '../../../scripts/lib/test/tally.mjs';

const green = { fullName: 'a call rings', status: 'passed', failureMessages: [] };
const red = {
  fullName: 'a call ends',
  status: 'failed',
  failureMessages: ['\u001b[31mexpected 1\u001b[39m\n    at here'],
};
const skipped = { fullName: 'a call is missed', status: 'skipped' };

const passed = { name: '/product/tests/one.test.ts', status: 'passed', message: '', assertionResults: [green] };
const failed = { name: '/product/tests/two.test.ts', status: 'failed', message: '', assertionResults: [green, red] };
const unready = {
  name: '/product/tests/3.test.ts',
  status: 'failed',
  message: 'no browser',
  assertionResults: [skipped],
};

describe('the end of a test run', () => {
  it('names nothing when all has passed', () => {
    expect(listShortfalls('/product', [passed])).toEqual([]);
    expect(tallyVitest([passed], 0)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  });

  it('names each test that failed, with its reason and without colours', () => {
    expect(listShortfalls('/product', [passed, failed])).toEqual([
      'failed: tests/two.test.ts > a call ends\n    expected 1\n        at here',
    ]);
    expect(tallyVitest([passed, failed], 1)).toEqual({ passed: 2, failed: 1, skipped: 0 });
  });

  it('names a file that failed before its tests, and what was skipped for it', () => {
    expect(listShortfalls('/product', [unready])).toEqual([
      'failed: tests/3.test.ts, outside its tests\n    no browser',
      'skipped: tests/3.test.ts > a call is missed',
    ]);
    expect(tallyVitest([unready], 1)).toEqual({ passed: 0, failed: 1, skipped: 1 });
  });

  it('names a file whose failure has no reason', () => {
    const [told] = listShortfalls('/product', [{ ...unready, message: '' }]);
    expect(told).toBe('failed: tests/3.test.ts, outside its tests');
  });

  it('holds a long reason to its first lines', () => {
    const long = { ...red, failureMessages: [Array.from({ length: 99 }, (_, line) => `line ${line}`).join('\n')] };
    const [told = ''] = listShortfalls('/product', [{ ...failed, assertionResults: [long] }]);
    expect(told.split('\n')).toHaveLength(13);
  });

  it('counts a run that left no report as a failure', () => {
    expect(tallyVitest(undefined, 137)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
