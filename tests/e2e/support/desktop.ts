import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runProgram } from '../../../scripts/lib/process/run-program.mjs';

export interface WindowPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Desktop {
  /** Where the window of that title is; undefined when there is none. */
  findWindow(title: string): Promise<WindowPlace | undefined>;
  /** Moves the mouse as a hand does. */
  moveTo(x: number, y: number): Promise<void>;
  click(): Promise<void>;
  /** Red, green and blue, 0 to 255, of one point on the screen. */
  colourAt(x: number, y: number): Promise<readonly number[]>;
  /** A picture of the whole screen. */
  screenshot(file: string): Promise<void>;
}

/** What a person sees and does past the debugging protocol: real windows and a real mouse. */
export function openDesktop(display: string): Desktop {
  const run = async (command: string, args: readonly string[]): Promise<Buffer> => {
    const { code, stdout, tail } = await runProgram(command, args, { env: { DISPLAY: display }, inOurGroup: true });
    if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${tail}`);
    return stdout;
  };
  const mouse = async (...args: readonly string[]): Promise<string> => (await run('xdotool', args)).toString();

  return {
    async findWindow(title) {
      const found = await mouse('search', '--onlyvisible', '--name', `^${title}$`).catch(() => '');
      const [id] = found.trim().split('\n');
      if (!id) return undefined;
      const shell = await mouse('getwindowgeometry', '--shell', id);
      const read = (name: string): number => Number(new RegExp(`^${name}=(-?\\d+)$`, 'm').exec(shell)?.[1]);
      return { x: read('X'), y: read('Y'), width: read('WIDTH'), height: read('HEIGHT') };
    },
    async moveTo(x, y) {
      await mouse('mousemove', String(Math.round(x)), String(Math.round(y)));
    },
    async click() {
      await mouse('click', '1');
    },
    async colourAt(x, y) {
      const point = ['-window', 'root', '-crop', `1x1+${Math.round(x)}+${Math.round(y)}`, '-depth', '8', 'rgb:-'];
      return [...(await run('import', point))];
    },
    async screenshot(file) {
      await mkdir(dirname(file), { recursive: true });
      await run('import', ['-window', 'root', file]);
    },
  };
}
