/** Settings file of the sandbox forum's communities, in the form that any forum's has. */
export function sampleCommunities(category: (name: string) => number): string {
  return `# The same form works for a real forum: hybrid-desk communities apply <file>
communities:
  - id: housing
    name: Housing Desk
    category: ${category('Housing Desk')}
    experts: housing_experts
    signers: housing_experts
    facilitators: facilitators
    deskLeads: desk_leads
    faqCategory: ${category('FAQ')}
    libraryCategory: ${category('Expert Library')}
    commands: { aliases: [desk] }
    settleSeconds: 1
    features:
      triage:
        settings: { starterRules: true }
      official: {}
      escalation: {}
      faq: {}
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
    name: IT-Hilfe
    category: ${category('IT-Hilfe')}
    locale: de
    words: { desk: IT-Hilfe, expert: Technik, experts: Technik }
    experts: it_experts
    signers: it_experts
    facilitators: facilitators
    deskLeads: desk_leads
    faqCategory: ${category('IT-Fragen')}
    commands: { aliases: [desk, hilfe], words: { Hilfe: help } }
    settleSeconds: 1
    features:
      triage:
        settings: { starterRules: true }
      official: {}
      escalation: {}
      faq: {}
      clocks:
        settings:
          calendar:
            tz: Europe/Lisbon
            hours:
              mon: [['08:00', '18:00']]
              tue: [['08:00', '18:00']]
              wed: [['08:00', '18:00']]
              thu: [['08:00', '18:00']]
              fri: [['08:00', '16:00']]
`;
}
