import {
  describePublishing,
  startGithub,
  startGitlab,
} from '../__testUtils__/forges';

describePublishing('GitHub', () => startGithub({ protectsPrivate: true }));
describePublishing('GitHub of who begins on another branch', () =>
  startGithub({ protectsPrivate: true, beginsOn: 'master' }),
);
describePublishing('GitLab', () => startGitlab());
describePublishing('GitLab that protects nothing by itself', () =>
  startGitlab({ protects: false }),
);
