import type { AssetProblem } from '@astrolabe/plugin-assets-common';
import { PlainList } from '@astrolabe/ui';
import { ProblemText } from './ProblemText';

/** Nothing where there are none. */
export function ProblemList(props: {
  label: string;
  problems: AssetProblem[];
}) {
  const { label, problems } = props;
  if (problems.length === 0) return null;
  return (
    <PlainList label={label}>
      {problems.map(problem => (
        <li key={JSON.stringify([problem.pointer, problem.message])}>
          <ProblemText problem={problem} />
        </li>
      ))}
    </PlainList>
  );
}
