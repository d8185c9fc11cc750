/** What to do about a failure is said in general here: its own sentence has the figures. */
export interface FailureText {
  title: string;
  nextStep: string;
}
