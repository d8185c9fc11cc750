import { applyEdits, type TextEdit } from '../edit';
import type { AssetKind } from '../kinds';
import type { AssetCheck, AssetProblem } from '../types';
import { checkAsset } from './checkAsset';

/**
 * One mend lets the next one be seen, such as a key that had to be renamed first.
 * In each the text is read again, so a long one gets few.
 */
const maxRounds = ({ length }: string) => (length < 32_000 ? 20 : 3);

/** A metadata text after all mends that there is no doubt about. @public */
export interface MendedAsset {
  content: string;
  /** What was mended, by lines of the text as it was in its round. */
  mended: AssetProblem[];
  /** What is said of the text as it is now: a person decides about these. */
  check: AssetCheck;
}

/**
 * Mends what can be mended without asking: comments, order and all that is right
 * stay as they are. A mend that would bring other errors is left out.
 *
 * @public
 */
export function mendAsset(
  content: string,
  options: { kind?: AssetKind } = {},
): MendedAsset {
  const check = (text: string) => checkAsset(text, options.kind);
  const mended: AssetProblem[] = [];
  let now = { content, check: check(content), problems: mended };
  for (let round = 0; round < maxRounds(content); round++) {
    const problems = apart(now.check.problems.filter(({ edits }) => edits));
    const next = applied(now.content, { problems, check, most: now.check });
    if (!next) break;
    mended.push(...next.problems);
    now = next;
  }
  return { content: now.content, check: now.check, mended };
}

interface Round {
  content: string;
  check: AssetCheck;
  problems: AssetProblem[];
}

/** All of them at once, or as many of them one after another as do no harm. */
function applied(
  content: string,
  options: {
    problems: AssetProblem[];
    check: (content: string) => AssetCheck;
    /** It must not have more errors than this. */
    most: AssetCheck;
  },
): Round | undefined {
  const { problems, check, most } = options;
  if (problems.length === 0) return undefined;
  const edits = problems.flatMap(problem => problem.edits!);
  const next = applyEdits(content, edits);
  const checked = check(next);
  if (next !== content && errors(checked) <= errors(most)) {
    return { content: next, check: checked, problems };
  }
  if (problems.length === 1) return undefined;
  for (const problem of problems) {
    const alone = applied(content, { problems: [problem], check, most });
    if (alone) return alone;
  }
  return undefined;
}

/** The syntax counts for more than what it hides. */
function errors({ problems, spec }: AssetCheck): number {
  if (!spec) return Infinity;
  return problems.filter(({ severity }) => severity === 'error').length;
}

/** Those whose edits lie apart from the ones before. */
function apart(problems: AssetProblem[]): AssetProblem[] {
  const taken: TextEdit[] = [];
  return problems.filter(({ edits = [] }) => {
    const isFree = edits.every(edit =>
      taken.every(({ start, end }) => edit.end < start || edit.start > end),
    );
    if (isFree) taken.push(...edits);
    return isFree;
  });
}
