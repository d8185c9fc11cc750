/** Whether something is shared with a person, and not with a group. */
export function isPerson(subjectRef: string): boolean {
  return subjectRef.startsWith('user:');
}
