import {
  describeWorkloadEngine,
  exampleWorkloadSpec,
  InMemoryWorkloadEngine,
} from '.';

const runsNothing = 'the fake runs nothing';

describeWorkloadEngine(
  'the fake',
  async () => {
    const engine = new InMemoryWorkloadEngine();
    return {
      createEngine: async () => engine,
      close: async () => undefined,
      specs: { server: exampleWorkloadSpec },
    };
  },
  {
    skip: {
      'says why something failed, what shows it and what to do': runsNothing,
      'hands a text on exactly as it was typed': runsNothing,
      'goes on in a log where one stopped reading': runsNothing,
      'ends what has reached its time to live': runsNothing,
    },
  },
);
