import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeExtensionApi } from '../../fakes/fake-extension-api.ts';

async function startWorker() {
  const fake = createFakeExtensionApi();
  vi.stubGlobal('chrome', fake.api);
  vi.resetModules();
  const { ensureOffscreenDocument } = await import('#src/background/offscreen-document.ts');
  return { ...fake, ensureOffscreenDocument };
}

describe('ensureOffscreenDocument', () => {
  beforeEach(() => vi.unstubAllGlobals());

  it('creates one document however many ask at once', async () => {
    const { state, ensureOffscreenDocument } = await startWorker();
    await Promise.all([ensureOffscreenDocument(), ensureOffscreenDocument(), ensureOffscreenDocument()]);
    expect(state.createDocumentCalls).toBe(1);
    expect(state.documents).toEqual(['chrome-extension://beeline/src/offscreen/index.html']);
  });

  it('leaves a document alone that an earlier worker made', async () => {
    const { state, ensureOffscreenDocument } = await startWorker();
    state.documents.push('chrome-extension://beeline/src/offscreen/index.html');
    await ensureOffscreenDocument();
    expect(state.createDocumentCalls).toBe(0);
  });

  it('creates it again after it crashed', async () => {
    const { state, ensureOffscreenDocument } = await startWorker();
    await ensureOffscreenDocument();
    state.documents.length = 0;
    await ensureOffscreenDocument();
    expect(state.createDocumentCalls).toBe(2);
  });

  it('is content when a creation begun by a killed worker came first', async () => {
    const { state, ensureOffscreenDocument } = await startWorker();
    state.documentFailure = 'raced';
    await expect(ensureOffscreenDocument()).resolves.toBeUndefined();
  });

  it('rejects when no document can be had, and tries anew the next time', async () => {
    const { state, ensureOffscreenDocument } = await startWorker();
    state.documentFailure = 'broken';
    await expect(ensureOffscreenDocument()).rejects.toThrow('single offscreen');
    state.documentFailure = null;
    await ensureOffscreenDocument();
    expect(state.documents).toHaveLength(1);
  });
});
