/** The rules with one condition removed or turned around. */
export interface RuleMutant {
  readonly line: number;
  readonly condition: string;
  readonly change: 'removed' | 'negated';
  readonly rules: string;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

type Operator = '&&' | '||';

/** Every condition of every `if` and `return`, once removed and once negated. */
export function mutantsOf(rules: string): readonly RuleMutant[] {
  const readable = blankOut(rules);
  return statementsIn(readable).flatMap((statement) => mutantsIn({ rules, readable }, trim(readable, statement)));
}

interface Source {
  readonly rules: string;
  /** The same text at the same places, with comments and the insides of strings blank. */
  readonly readable: string;
}

/** `joinedBy` tells which value takes a removed condition out of the decision. */
function mutantsIn(source: Source, range: Range, joinedBy: Operator = '&&'): readonly RuleMutant[] {
  const removed = mutate(source, range, 'removed', joinedBy === '&&' ? 'true' : 'false');
  for (const operator of ['||', '&&'] as const) {
    const parts = splitAt(source.readable, range, operator);
    if (parts.length > 1) {
      const inside = parts.flatMap((part) => mutantsIn(source, trim(source.readable, part), operator));
      return joinedBy === operator ? inside : [removed, ...inside];
    }
  }
  if (isParenthesized(source.readable, range)) {
    return mutantsIn(source, trim(source.readable, { start: range.start + 1, end: range.end - 1 }), joinedBy);
  }
  return [removed, mutate(source, range, 'negated', `!(${source.rules.slice(range.start, range.end)})`)];
}

function mutate(
  { rules }: Source,
  { start, end }: Range,
  change: RuleMutant['change'],
  replacement: string,
): RuleMutant {
  return {
    line: rules.slice(0, start).split('\n').length,
    condition: rules.slice(start, end).replaceAll(/\s+/g, ' '),
    change,
    rules: `${rules.slice(0, start)}${replacement}${rules.slice(end)}`,
  };
}

function blankOut(rules: string): string {
  return rules.replaceAll(/\/\/[^\n]*|'[^'\n]*'/g, (found) =>
    found.startsWith("'") ? `'${' '.repeat(found.length - 2)}'` : ' '.repeat(found.length),
  );
}

function statementsIn(readable: string): readonly Range[] {
  return [...readable.matchAll(/\b(?:if|return)\s([^;]*);/g)].map(({ 0: whole, 1: expression = '', index }) => {
    const end = index + whole.length - 1;
    return { start: end - expression.length, end };
  });
}

function trim(readable: string, { start, end }: Range): Range {
  const text = readable.slice(start, end);
  return { start: start + (text.length - text.trimStart().length), end: end - (text.length - text.trimEnd().length) };
}

/** Parts of an expression between operators that stand outside all parentheses. */
function splitAt(readable: string, { start, end }: Range, operator: Operator): readonly Range[] {
  const parts: Range[] = [];
  let depth = 0;
  let begun = start;
  for (let at = start; at < end; at += 1) {
    depth += depthChange(readable[at]);
    if (depth === 0 && readable.startsWith(operator, at)) {
      parts.push({ start: begun, end: at });
      begun = at + operator.length;
    }
  }
  return [...parts, { start: begun, end }];
}

function isParenthesized(readable: string, { start, end }: Range): boolean {
  if (readable[start] !== '(') return false;
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    depth += depthChange(readable[at]);
    if (depth === 0) return at === end - 1;
  }
  return false;
}

function depthChange(character: string | undefined): number {
  if (character === '(' || character === '[') return 1;
  return character === ')' || character === ']' ? -1 : 0;
}
