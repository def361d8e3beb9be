import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runProgram } from '../../../scripts/lib/process/run-program.mjs';
import type { Program, StartOptions } from '../../../scripts/lib/process/start-program.mjs';
import { startProgram } from '../../../scripts/lib/process/start-program.mjs';

/** Prints a word when it runs, and would run for longer than any test. */
const lasting = 'sleep 60 & echo started; wait';
const polite = "trap 'echo closed; exit 0' TERM; sleep 60 & echo started; wait";
const deaf = "trap '' TERM; echo started; sleep 60";

const processFolder = pathToFileURL(`${import.meta.dirname}/../../../scripts/lib/process/`);

const running: Program[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(running.splice(0).map((program) => program.stop()));
});

/** Resolves when the program has printed something. */
async function begin(command: string, args: readonly string[], options: StartOptions = {}): Promise<Program> {
  let program: Program | undefined;
  await new Promise((resolve) => {
    program = startProgram(command, args, { ...options, onStdout: resolve });
    running.push(program);
  });
  if (!program) throw new Error('nothing was started');
  return program;
}

/** A script of ours, in a process of its own. */
function script(body: string): readonly string[] {
  const imports = `import { runMain } from '${new URL('clean-up.mjs', processFolder)}';
    import { runProgram } from '${new URL('run-program.mjs', processFolder)}';
    const shell = (text, options) => runProgram('sh', ['-c', text], { onTerminal: true, ...options });`;
  return ['--input-type=module', '--eval', `${imports}\n${body}`];
}

describe('a program that is waited for', () => {
  it('hands back what it printed to both outputs, and its code', async () => {
    const { code, stdout, output, tail } = await runProgram('sh', ['-c', 'echo one; echo two >&2; exit 3']);
    expect(code).toBe(3);
    expect(stdout.toString()).toBe('one\n');
    expect(output.split('\n').sort()).toEqual(['', 'one', 'two']);
    expect(tail.split('\n')).toHaveLength(2);
  });

  it('is code 127 when it is not there', async () => {
    const { code, output } = await runProgram('/no/such/program', []);
    expect(code).toBe(127);
    expect(output).toContain('ENOENT');
  });

  it('shows the last lines of a long output', async () => {
    const { tail } = await runProgram('seq', ['100']);
    expect(tail.split('\n')).toEqual(Array.from({ length: 15 }, (_, line) => String(86 + line)));
  });

  it('finds our environment with what is added to it', async () => {
    const { output } = await runProgram('sh', ['-c', 'echo $PATH; echo $ADDED'], { env: { ADDED: 'yes' } });
    expect(output).toBe(`${process.env.PATH}\nyes\n`);
  });

  it('is told to be still at it every 15 s', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
    const onProgress = vi.fn();
    const ended = runProgram('true', [], { onProgress });
    vi.advanceTimersByTime(14_999);
    expect(onProgress).not.toHaveBeenCalled();
    vi.advanceTimersByTime(15_001);
    expect(onProgress.mock.calls).toEqual([['still at it after 15 s'], ['still at it after 30 s']]);
    await ended;
    expect(vi.getTimerCount()).toBe(0);
  });
});

// What still runs keeps its outputs open, and only when all have closed them has a program ended.
describe('a program that is stopped', () => {
  it('takes with it what it has started', async () => {
    const program = await begin('sh', ['-c', lasting]);
    expect(program.hasEnded()).toBe(false);
    await program.stop();
    expect(program.hasEnded()).toBe(true);
    expect(await program.ended).not.toBe(0);
  });

  it('is killed when it does not listen', async () => {
    const program = await begin('sh', ['-c', deaf], { patienceMs: 1 });
    await program.stop();
    await program.ended;
  });

  it('may belong to our group and is stopped alone', async () => {
    const program = await begin('sh', ['-c', 'echo started; exec sleep 60'], { inOurGroup: true });
    await program.stop();
    expect(program.hasEnded()).toBe(true);
  });

  it('keeps the end of its output only', async () => {
    const program = await begin('seq', ['5000'], { keptBytes: 10 });
    await program.ended;
    expect(program.output()).toBe('4999\n5000\n');
  });
});

describe('a script that ends early', () => {
  it('lets its programs end when it is interrupted, and goes no further', async () => {
    const ours = await begin(
      process.execPath,
      script(
        `await runMain(async () => { await shell(${JSON.stringify(polite)}); console.log('went on'); return 0; });`,
      ),
    );
    await ours.stop();
    expect(await ours.ended).toBe(143);
    expect(ours.output()).toBe('started\nclosed\n');
  });

  it('kills those that do not listen before it goes', async () => {
    const ours = await begin(
      process.execPath,
      script(`await runMain(() => shell(${JSON.stringify(deaf)}, { patienceMs: 1 }));`),
    );
    await ours.stop();
    expect(await ours.ended).toBe(143);
  });

  it('leaves none behind when it exits without asking them', async () => {
    const ours = await begin(
      process.execPath,
      script(`process.on('SIGTERM', () => process.exit(5)); await shell(${JSON.stringify(deaf)});`),
    );
    await ours.stop();
    expect(await ours.ended).toBe(5);
  });
});
