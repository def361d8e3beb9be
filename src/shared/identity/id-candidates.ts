/** A stretch of text that could be an ID: its letters and digits without what stood between them, and where it was. */
export interface IdCandidate {
  readonly characters: string;
  readonly start: number;
  readonly end: number;
}

interface Word extends IdCandidate {
  /** What stands between this word and the one before. */
  readonly joint: 'dash' | 'space' | 'break';
}

/** People drop or double a few characters; anything further off was not meant as an ID. */
const nearMissLengths = { min: 16, max: 24 };

/**
 * Finds what has the shape of an ID in text already normalised and in upper case, likeliest first: one run with or without dashes,
 * five groups of four with blanks between them, and the whole text when it holds nothing else.
 * No window slides over the letters themselves, since one wrong reading in 32 would pass the check character.
 */
export function findIdCandidates(text: string): {
  readonly exact: readonly IdCandidate[];
  readonly hasNearMiss: boolean;
} {
  const words = splitWords(text);
  const runs = joinRuns(words);
  const all = joinWords(words);
  const exact = [...runs.filter(isWholeId), ...groupsOfFour(words), ...[all].filter(isWholeId)];
  return { exact, hasNearMiss: exact.length > 0 || [...runs, all].some(isNearMiss) };
}

/** Letters of other scripts end a word, so that an ID inside Japanese text stands alone; accented Latin letters do not. */
function splitWords(text: string): readonly Word[] {
  const words: Word[] = [];
  let previousEnd = 0;
  for (const match of text.matchAll(/[\p{Script=Latin}\p{Nd}]+/gu)) {
    const end = match.index + match[0].length;
    words.push({ characters: match[0], start: match.index, end, joint: jointOf(text.slice(previousEnd, match.index)) });
    previousEnd = end;
  }
  return words;
}

/** The long vowel mark and the minus sign are what Japanese input methods give for the dash key. */
function jointOf(between: string): Word['joint'] {
  const mark = between.trim();
  if (mark === '') return 'space';
  return /^[\p{Pd}\u2212\u30fc]$/u.test(mark) ? 'dash' : 'break';
}

function joinRuns(words: readonly Word[]): readonly IdCandidate[] {
  const runs: Word[][] = [];
  for (const word of words) {
    const run = runs.at(-1);
    if (run && word.joint === 'dash') run.push(word);
    else runs.push([word]);
  }
  return runs.map(joinWords);
}

function groupsOfFour(words: readonly Word[]): readonly IdCandidate[] {
  return words.flatMap((_, index) => {
    const groups = words.slice(index, index + 5);
    const fits = groups.length === 5 && groups.every((group) => group.characters.length === 4);
    return fits && groups.slice(1).every((group) => group.joint !== 'break') ? [joinWords(groups)] : [];
  });
}

function joinWords(words: readonly Word[]): IdCandidate {
  return {
    characters: words.map((word) => word.characters).join(''),
    start: words[0]?.start ?? 0,
    end: words.at(-1)?.end ?? 0,
  };
}

function isWholeId(candidate: IdCandidate): boolean {
  return candidate.characters.length === 20;
}

function isNearMiss({ characters }: IdCandidate): boolean {
  return characters.length >= nearMissLengths.min && characters.length <= nearMissLengths.max;
}
