/** The planned downtime of sites. */
export const downtimeMessages = {
  downtime: {
    title: '{{site}} will be down',
    when: 'From {{from}} until {{until}}: {{why}}',
    hits: 'What runs there ends or waits then. Take along what you need before, or restart it at another site: {{names}}.',
    planned: 'Planned downtime',
    none: 'Nothing is announced.',
    cancel: 'Take it back',
    cancelNamed: 'Take it back: {{site}}',
    form: 'Announce a downtime',
    site: 'Site',
    from: 'From (your time)',
    until: 'Until (your time)',
    why: 'Why',
    told: 'Those who have something there are told at once, in their pages and by mail.',
    announce: 'Announce it',
  },
} as const;
