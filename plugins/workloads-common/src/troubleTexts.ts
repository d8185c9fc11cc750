// Imports nothing: the supervisor of the local engine loads this file as it is.

const IF_AGAIN = 'Restart it; if it fails again, ask who operates this portal.';
const FREE_DISK =
  'Remove workloads or files that are not needed, then restart.';
const ASK_FOR_LESS = 'Ask for less, or for a site that has more.';
const OTHER_SITE = 'Choose another site, or ask who operates this portal.';

/** The part of `reasonTexts` about what has gone wrong, or cannot go. */
export const troubleTexts = {
  'exited-with-error': {
    exitCode: {
      message: 'It ended with exit code {{exitCode}}.',
      nextStep: 'Its log says why; mend that, then restart.',
    },
    notStarted: { message: 'It could not be started.', nextStep: IF_AGAIN },
  },
  killed: {
    memory: {
      message: 'It was ended from outside by {{signal}}.',
      nextStep:
        'Deploy it again with more memory if it may have needed more; otherwise restart it.',
    },
    signal: {
      message: 'It was ended from outside by {{signal}}.',
      nextStep:
        'Restart it; if it happens again, ask who looks after the machine.',
    },
    unknown: {
      message: 'It was ended from outside.',
      nextStep: IF_AGAIN,
    },
  },
  'out-of-memory': {
    limit: {
      message: 'It needed more than the {{memory}} that it may use.',
      nextStep: 'Deploy it again with more memory.',
    },
  },
  'health-check-failed': {
    silent: {
      message: 'It did not answer within {{seconds}} seconds.',
      nextStep:
        'Look at its log; if it only needs longer, ask for more cores or memory.',
    },
    hung: {
      message:
        'It stopped answering again and again, as often as it may be started anew.',
      nextStep: 'Look at its log for what keeps it busy; then restart it.',
    },
  },
  'environment-failed': {
    install: {
      message: 'Its packages could not be installed ({{program}}).',
      nextStep:
        'Check that this machine reaches the package index, then restart; the lines above say which package failed.',
    },
    unknown: {
      message: "The environment '{{id}}' is not part of this portal.",
      nextStep:
        'Add {{id}}/environment/ with its lock file below one of {{roots}}.',
    },
    locked: {
      message: 'Another workload has been installing its packages for an hour.',
      nextStep: 'Stop the other workload, then restart this one.',
    },
    node: {
      message: 'What it needs could not be prepared on its node.',
      nextStep: IF_AGAIN,
    },
  },
  'image-pull-failed': {
    machine: {
      message: "The image '{{image}}' could not be had.",
      nextStep:
        'Check the name of the image, and that this machine reaches its registry.',
    },
    node: {
      message: 'Its image could not be fetched.',
      nextStep:
        'Check the name and tag of the image, and whether this site may read its registry; then restart.',
    },
    missing: {
      message: 'Its image is not in its registry.',
      nextStep:
        'Check the name and tag of the image; then deploy it again with the right ones.',
    },
    unreachable: {
      message: 'The registry of its image does not answer.',
      nextStep:
        'Restart it in a while; if it fails again, check the name of the registry, or ask who operates this site.',
    },
    environment: {
      message:
        "The image of its environment '{{environment}}' could not be fetched.",
      nextStep:
        'Ask who operates this portal whether it was built (`npm run images -- --registry … {{environment}}`), and whether this site may read its registry; then restart.',
    },
  },
  'registry-refused': {
    machine: {
      message:
        "The registry of the image '{{image}}' does not let this machine read it.",
      nextStep:
        'Check the name of the image, and log in to its registry on this machine; then restart.',
    },
    node: {
      message: 'The registry of its image does not let this site read it.',
      nextStep:
        'Check the name of the image: some registries say the same of what is not there. Otherwise ask who operates this site to give it access; then restart.',
    },
  },
  'dataset-failed': {
    fetching: {
      message: 'A dataset that it asks for could not be fetched.',
      nextStep:
        "The log of its task '{{task}}' says of each why, and what to do; then restart, or deploy it again with another.",
    },
  },
  'storage-failed': {
    mounting: {
      message: 'The storage that it asks for could not be had.',
      nextStep:
        "The log of its task '{{task}}' says why. When nobody is let in, link the storage again; then restart.",
    },
    unlinked: {
      message: "The storage '{{account}}' is no longer linked.",
      nextStep: 'Link it again, or deploy it with another storage.',
    },
    unshared: {
      message: "The storage '{{account}}' is no longer shared with you.",
      nextStep: 'Ask its owner, or deploy it with another storage.',
    },
  },
  'secret-missing': {
    named: {
      message: "You keep no secret of the name '{{secret}}', which it needs.",
      nextStep: "Make '{{secret}}' on the page Secrets, then restart.",
    },
    expired: {
      message: "The secret '{{secret}}', which it needs, has expired.",
      nextStep:
        "Give '{{secret}}' another value on the page Secrets, then restart.",
    },
    given: {
      message:
        "The value of '{{secret}}' that was given with it is there no more.",
      nextStep: "Launch it anew, and give '{{secret}}' again.",
    },
  },
  'missing-program': {
    machine: {
      message: "The program '{{program}}' is not on this machine.",
      nextStep:
        "Install '{{program}}' on this machine, or give the task an environment that has it.",
    },
    environment: {
      message: "The program '{{program}}' is not on this machine.",
      nextStep:
        "Add the package that brings '{{program}}' to the environment '{{environment}}'.",
    },
    image: {
      message: "The image '{{image}}' does not have the program to run.",
      nextStep: 'Check the command of the task against the image.',
    },
    cannotStart: {
      message: "The program '{{program}}' cannot be started.",
      nextStep:
        'Check that it is a program for this machine and may be executed.',
    },
    node: {
      message: 'The program that it starts is not there.',
      nextStep:
        'Choose an image that has it, or tell the author of this asset.',
    },
  },
  'missing-runtime': {
    containers: {
      message:
        'This workload needs containers, and this machine has neither Docker nor Podman.',
      nextStep:
        'Start Docker or Podman, or set workloads.local.containers.socketPath.',
    },
    containerGpus: {
      message:
        'Containers of this machine cannot use its GPUs: the container engine does not know them.',
      nextStep:
        'Install the NVIDIA Container Toolkit and make the container engine known to it.',
    },
    oldContainers: {
      message:
        'It needs a GPU in a container, and the container engine of this machine cannot give it one.',
      nextStep: 'Install Podman 5.4 or later, or Docker, on this machine.',
    },
    needed: {
      message:
        "{{program}} is not on this machine; packages of '{{environment}}' are compiled with it.",
      nextStep: '{{install}}',
    },
    compiler: {
      message:
        'One of its packages has to be compiled, and this machine has no compiler for it.',
      nextStep:
        'Install a compiler (Debian, Ubuntu: build-essential), then restart.',
    },
    python: {
      message: 'Python {{version}} is not on this machine.',
      nextStep:
        "Install Python {{version}} (for example with your system's packages: python{{version}} and python3-venv), then restart.",
    },
    venv: {
      message: 'Python on this machine cannot make environments (venv).',
      nextStep:
        'Install uv, or the package python3-venv (Debian, Ubuntu), then restart.',
    },
    fuse: {
      message: 'No storage can be mounted on this machine.',
      nextStep:
        'Choose Copy under Storage: what you need is copied in, and back at the end. Or have fuse3 installed (Debian, Ubuntu), and let the user of the portal open /dev/fuse.',
    },
    npm: {
      message: 'npm is not on this machine.',
      nextStep: 'Install npm (it comes with Node.js), then restart.',
    },
  },
  'port-in-use': {
    running: {
      message: 'The port that it listens on is in use by another program.',
      nextStep:
        'Restart it: it gets other ports. If it always takes the same one, stop what uses it.',
    },
    starting: {
      message: 'Another program took the port first.',
      nextStep: 'Restart it: it gets other ports.',
    },
  },
  'disk-full': {
    program: {
      message: 'It found no room left on the disk.',
      nextStep: FREE_DISK,
    },
    machine: {
      message: 'There is no room left on the disk of this machine.',
      nextStep: FREE_DISK,
    },
    limit: {
      message: 'It has written more than the disk that it asked for.',
      nextStep:
        'Deploy it again with more disk, or remove files in its folder and restart.',
    },
  },
  'engine-unreachable': {
    running: {
      message: "The engine '{{engine}}' does not answer.",
      nextStep:
        'Nothing has to be done: it is looked for again and again. If it lasts, ask who operates this portal.',
    },
    unknown: {
      message:
        "The engine '{{engine}}' does not answer: so it was when that was last heard.",
      nextStep:
        'It goes on there, and its endpoints as well. The portal looks for the engine again and again; a stop or a restart is done when it is back.',
    },
    planning: {
      message: "The engine '{{engine}}' does not answer.",
      nextStep: 'Take another site, or try again in a moment.',
    },
    containers: {
      message: 'The container engine of this machine does not answer.',
      nextStep: 'Start Docker or Podman again, then restart this workload.',
    },
    containersLost: {
      message: 'The container engine of this machine does not answer.',
      nextStep: 'Start Docker or Podman again; then it is looked after.',
    },
  },
  'engine-refused': {
    submitted: {
      message: 'Its engine refuses to run it.',
      nextStep: 'Deploy it again with other settings.',
    },
    planned: {
      message: 'This site cannot run it.',
      nextStep: 'Deploy it with other settings, or choose another site.',
    },
    bigForMachine: {
      message: 'It asks for {{asked}}; this machine has {{total}}.',
      nextStep: ASK_FOR_LESS,
    },
    bigForSite: {
      message:
        'It asks for {{asked}}; the biggest node of {{site}} has {{total}}.',
      nextStep: ASK_FOR_LESS,
    },
    elsewhere: { message: 'It may run only at {{sites}}.' },
    snapshotElsewhere: {
      message:
        'The snapshot that it begins with is not within reach of this site.',
      nextStep: 'Choose the site where it was taken.',
    },
    snapshotGone: {
      message: 'The snapshot that it begins with is gone.',
      nextStep: 'Deploy it without a snapshot, or with another.',
    },
    noImages: {
      message:
        "Its task '{{task}}' runs in the environment '{{environment}}', and there are no images of environments for this site.",
      nextStep:
        'Choose another site. Who operates this portal can set workloads.nomad.environments.registry and build images with `npm run images`.',
    },
    noImage: {
      message:
        "Its task '{{task}}' names no image, and this site runs containers alone.",
      nextStep: OTHER_SITE,
    },
    nul: {
      message:
        'One of its texts holds a NUL character, which no program can be given.',
      nextStep: 'Deploy it again without that character.',
    },
    noMounts: {
      message: 'No storage can be mounted at this site.',
      nextStep:
        'Choose Copy under Storage: what you need is copied in, and back at the end. Or choose another site. Who operates this portal can allow it with workloads.nomad.mounts.',
    },
    mountsForeign: {
      message:
        "Its task '{{task}}' does not run in an environment of this portal, and storages can be mounted for those alone.",
      nextStep:
        'Choose Copy under Storage, deploy it without one, or at another site.',
    },
    diskHidden: {
      message:
        'It keeps a folder that cannot be looked into, so that its use of the disk cannot be counted.',
      nextStep: 'Let it keep its folders readable for its user, then restart.',
    },
    containers: {
      message: 'The container engine of this machine refused.',
      nextStep: 'Look at the log of Docker or Podman on this machine.',
    },
    unforeseen: {
      message: 'It could not be started on this machine.',
      nextStep: 'Show this to who looks after the portal.',
    },
  },
  'snapshot-too-large': {
    grew: {
      message: 'It is larger than the {{room}} that there is room for.',
      nextStep:
        'Remove files that are not needed, or delete another snapshot; then take a new one.',
    },
  },
  'snapshot-failed': {
    ended: {
      message: 'Its workload ended before everything was saved.',
      nextStep: 'Start the workload again, and take a new snapshot.',
    },
    registry: {
      message: 'The registry did not take it.',
      nextStep:
        'Take a new one; if it fails again, ask who operates this portal.',
    },
    unforeseen: {
      message: 'It could not be saved.',
      nextStep:
        'Take a new one; if it fails again, ask who operates this portal.',
    },
  },
  other: {
    task: { message: "Its task '{{task}}' failed. {{reason}}" },
  },
} as const;
