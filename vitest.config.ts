import { defineConfig } from 'vitest/config';

const oxc = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const;

/** Enough for a machine that is busy with something else; no unit test takes a second on an idle one. */
const patience = { testTimeout: 30_000, hookTimeout: 30_000 } as const;

/** Files that share one thread's modules: no unit test replaces or changes one, and starting each anew costs more than all of them. */
const together = { pool: 'threads', isolate: false } as const;

/** Tests that share one emulator or one browser: a file at a time, with time for the machine to be slow. */
const onSharedMachinery = {
  environment: 'node',
  fileParallelism: false,
  testTimeout: 120_000,
  hookTimeout: 120_000,
} as const;

function include(...folders: string[]): string[] {
  return folders.flatMap((folder) => [`tests/${folder}/**/*.test.ts`, `tests/${folder}/**/*.test.tsx`]);
}

export default defineConfig({
  oxc,
  test: {
    // The summary of a run has no diffs: what was found instead has to stand in the message itself.
    chaiConfig: { truncateThreshold: 4_000 },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: include('unit', 'security/unit'),
          exclude: ['tests/unit/popup/**'],
          ...patience,
          ...together,
        },
      },
      {
        extends: true,
        test: {
          name: 'unit-popup',
          environment: 'happy-dom',
          include: include('unit/popup'),
          ...patience,
          ...together,
        },
      },
      {
        extends: true,
        test: { name: 'architecture', environment: 'node', include: include('architecture'), ...patience },
      },
      {
        extends: true,
        test: { name: 'simulation', environment: 'node', include: include('simulation'), testTimeout: 600_000 },
      },
      { extends: true, test: { name: 'rules', include: include('rules'), ...onSharedMachinery } },
      { extends: true, test: { name: 'mutation', include: include('mutation'), ...onSharedMachinery } },
      ...['chat', 'security', 'calls', 'network'].map((group) => ({
        extends: true as const,
        test: {
          name: `soak-${group}`,
          include: include(group === 'security' ? 'security/soak' : `soak/${group}`),
          ...onSharedMachinery,
        },
      })),
      { extends: true, test: { name: 'networks', include: include('networks'), ...onSharedMachinery } },
      { extends: true, test: { name: 'integration', include: include('integration'), ...onSharedMachinery } },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: include('e2e'),
          ...onSharedMachinery,
          testTimeout: 300_000,
          // Without a number they would come behind all that have one.
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e-traffic',
          include: include('security/traffic'),
          ...onSharedMachinery,
          // It looks at what all of them have sent.
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
