const messageBytes = 40;

/** @type {import('../bench-case.ts').BenchCase} */
export const ring = {
  name: 'G5 ring',
  ours: 'call asked for in one page, told to the page of the other',
  beside: 'raw message one way between the same pages',
  goal: 1.2,
  rounds: 12,
  async measureOurs({ alicePage, bobPage }) {
    const incoming = bobPage.evaluate(() => window.beelineProbe.untilIncoming());
    const startedAt = await alicePage.evaluate(() => window.beelineProbe.startCall(false));
    const took = (await incoming) - startedAt;
    await alicePage.evaluate(() => window.beelineProbe.untilNoCall());
    await bobPage.evaluate(() => window.beelineProbe.untilNoCall());
    return took;
  },
  measureBeside: ({ alicePage }) => alicePage.evaluate((bytes) => window.beelineProbe.rawOneWay(bytes), messageBytes),
};
