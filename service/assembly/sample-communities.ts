/** Settings file of the sandbox forum's communities, in the form that any forum's has. */
export function sampleCommunities(category: (name: string) => number): string {
  return `# The same form works for a real forum: hybrid-desk communities apply <file>
communities:
  - id: housing
    name: Housing Desk
    category: ${category('Housing Desk')}
    experts: housing_experts
    facilitators: facilitators
    settleSeconds: 1
    features:
      triage:
        settings: { starterRules: true }
      clocks:
        settings:
          calendar:
            tz: Europe/Berlin
            hours:
              mon: [['09:00', '17:00']]
              tue: [['09:00', '17:00']]
              wed: [['09:00', '17:00']]
              thu: [['09:00', '17:00']]
              fri: [['09:00', '15:00']]
          targets: { firstReplyMinutes: 240 }
  - id: it
    name: IT Help
    category: ${category('IT Help')}
    words: { desk: help desk, expert: technician, experts: technicians }
    experts: it_experts
    facilitators: facilitators
    settleSeconds: 1
`;
}
