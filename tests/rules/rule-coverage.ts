import * as v from 'valibot';

interface Expression {
  readonly sourcePosition: { readonly currentOffset?: number | undefined; readonly endOffset?: number | undefined };
  readonly values?: readonly { readonly value?: unknown; readonly count: number }[] | undefined;
  readonly children?: readonly Expression[] | undefined;
}

const expression: v.GenericSchema<Expression> = v.object({
  sourcePosition: v.object({ currentOffset: v.optional(v.number()), endOffset: v.optional(v.number()) }),
  values: v.optional(v.array(v.object({ value: v.optional(v.unknown()), count: v.number() }))),
  children: v.optional(v.array(v.lazy(() => expression))),
});
const coverage = v.object({
  rules: v.object({ files: v.tuple([v.object({ content: v.string() })]) }),
  report: v.array(expression),
});

/** How often the rules of a project have read a document by `get()` or `exists()` so far, as the emulator counts. */
export async function billedReadsOf(address: string, projectId: string): Promise<number> {
  const response = await fetch(`http://${address}/emulator/v1/projects/${projectId}:ruleCoverage`);
  const { rules, report } = v.parse(coverage, await response.json());
  const [{ content }] = rules.files;
  const readsIn = ({ sourcePosition, values = [], children = [] }: Expression): number => {
    const { currentOffset = 0, endOffset = 0 } = sourcePosition;
    const source = content.slice(currentOffset, endOffset + 1);
    // The longer expressions that begin with the same call are reported as well.
    const own = /^(get|exists)(After)?\(/.test(source) && !source.includes(').') ? values.filter(hasResult) : [];
    return sum(own.map(({ count }) => count)) + sum(children.map(readsIn));
  };
  return sum(report.map(readsIn));
}

/** A skipped expression has an empty value; one that was reached has a result or names the cause of its failure. */
function hasResult({ value }: { readonly value?: unknown }): boolean {
  const text = JSON.stringify(value ?? {});
  return text !== '{}' && text !== '{"undefined":{}}';
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
