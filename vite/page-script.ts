import type { Plugin } from 'vite';
import { build } from 'vite';

export interface PageScript {
  /** From the root of the repository. */
  readonly entry: string;
  /** Inside the build. */
  readonly fileName: string;
  /** As in Vite's `build.target`. */
  readonly target: string;
}

/** Adds a script for pages of the web to the build: one file, since such a page has nothing of ours to import from. */
export function pageScript({ entry, fileName, target }: PageScript): Plugin {
  return {
    name: 'page-script',
    apply: 'build',
    async generateBundle() {
      const built = await build({
        configFile: false,
        publicDir: false,
        logLevel: 'error',
        build: { write: false, target, lib: { entry, formats: ['iife'], name: 'beeline' } },
      });
      const [first] = Array.isArray(built) ? built : [built];
      if (first === undefined || !('output' in first)) throw new Error(`${entry} was not built`);
      this.emitFile({ type: 'asset', fileName, source: first.output[0].code });
    },
  };
}
