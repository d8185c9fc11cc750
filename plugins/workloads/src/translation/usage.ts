/** What a workload uses of what it has. */
export const usageMessages = {
  usage: {
    title: 'Usage',
    cpu: 'CPU cores',
    memory: 'Memory',
    disk: 'Disk',
    gpu: 'GPUs busy',
    range: {
      label: 'How far back',
      hour: 'The last hour',
      day: 'The last day',
      month: 'The last month',
    },
    failed: 'What it uses could not be asked',
    none: 'Nothing was measured in this time. The first figures come a minute or two after it runs.',
    off: 'This portal does not measure what workloads use.',
    meanAndPeak:
      '{{mean}} of {{has}} on average, {{peak}} at most. The dashed line is what it has.',
    busyGpus: '{{mean}} of the time on average.',
    chart: '{{name}} over time: {{words}}',
    table: 'All figures',
    when: 'When',
    unknown: 'not known',
    advice: {
      title: 'For the next time',
      fewerCores:
        'It used at most {{peak}} of {{has}} cores: ask for {{enough}}, and it may start sooner.',
      moreCores:
        'It used {{mean}} of {{has}} cores on average: more may make it faster.',
      lessMemory:
        'It used at most {{peak}} of {{has}} of memory: {{enough}} would do.',
      moreMemory:
        'It used {{peak}} of {{has}} of memory, and is ended when it needs more: ask for more.',
      moreDisk:
        'Its files take {{used}} of {{has}}: ask for more disk, or remove some.',
      noGpu:
        'Its GPUs were busy for {{share}} of the time: without one, it may start sooner.',
    },
  },
  idle: {
    title: 'Nobody uses it',
    warning:
      'It has not been used since {{since}}. It will be stopped at {{stopsAt}}. {{files}} Use it, or keep it running.',
    keepDay: 'Keep it running for a day',
    keepWeek: 'Keep it running for a week',
    snoozed: 'It is kept running until {{until}} at least.',
    badge: 'Stops, unused: {{stopsAt}}',
  },
} as const;
