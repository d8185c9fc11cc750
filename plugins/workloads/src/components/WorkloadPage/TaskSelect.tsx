import { Select } from '@backstage/ui';

/** Which of a workload's tasks; nothing, where there is no choice. */
export function TaskSelect(props: {
  label: string;
  tasks: string[];
  task: string;
  onChange(task: string): void;
}) {
  const { label, tasks, task, onChange } = props;
  if (tasks.length < 2) return null;
  return (
    <Select
      label={label}
      style={{ flex: '0 1 16rem' }}
      options={tasks.map(name => ({ value: name, label: name }))}
      value={task}
      onChange={key => onChange(String(key))}
    />
  );
}
