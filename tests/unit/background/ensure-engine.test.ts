import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeExtensionApi } from '../../fakes/fake-extension-api.ts';

async function startWorker() {
  const fake = createFakeExtensionApi();
  vi.stubGlobal('chrome', fake.api);
  vi.resetModules();
  const { ensureEngine } = await import('#src/background/ensure-engine.ts');
  return { ...fake, ensureEngine };
}

describe('ensureEngine', () => {
  beforeEach(() => vi.unstubAllGlobals());

  it('creates one document however many ask at once', async () => {
    const { state, ensureEngine } = await startWorker();
    await Promise.all([ensureEngine(), ensureEngine(), ensureEngine()]);
    expect(state.createDocumentCalls).toBe(1);
    expect(state.documents).toEqual(['chrome-extension://beeline/src/offscreen/index.html']);
  });

  it('leaves a document alone that an earlier worker made', async () => {
    const { state, ensureEngine } = await startWorker();
    state.documents.push('chrome-extension://beeline/src/offscreen/index.html');
    await ensureEngine();
    expect(state.createDocumentCalls).toBe(0);
  });

  it('creates it again after it crashed', async () => {
    const { state, ensureEngine } = await startWorker();
    await ensureEngine();
    state.documents.length = 0;
    await ensureEngine();
    expect(state.createDocumentCalls).toBe(2);
  });

  it('is content when a creation begun by a killed worker came first', async () => {
    const { state, ensureEngine } = await startWorker();
    state.documentFailure = 'raced';
    await expect(ensureEngine()).resolves.toBeUndefined();
  });

  it('rejects when no document can be had, and tries anew the next time', async () => {
    const { state, ensureEngine } = await startWorker();
    state.documentFailure = 'broken';
    await expect(ensureEngine()).rejects.toThrow('single offscreen');
    state.documentFailure = null;
    await ensureEngine();
    expect(state.documents).toHaveLength(1);
  });
});
