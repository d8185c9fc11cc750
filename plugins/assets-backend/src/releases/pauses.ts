/** A step that goes on by itself, not before then. */
export class GoesOnLater extends Error {
  readonly until: Date;

  constructor(reason: string, until: Date) {
    super(reason);
    this.name = 'GoesOnLater';
    this.until = until;
  }
}

/** A step that goes on when somebody has done something elsewhere. */
export class WaitsForPerson extends Error {
  readonly nextStep: string;

  constructor(reason: string, nextStep: string) {
    super(reason);
    this.name = 'WaitsForPerson';
    this.nextStep = nextStep;
  }
}
