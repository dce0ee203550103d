# frozen_string_literal: true

module HybridDesk
  # Which words one reader may say of a ticket now (`maySay` of the contract). The service tells them by role, and of each person with a
  # part in it for herself alone; who holds a role the forum knows.
  class Sayings
    ROLES = { "expert" => %w[expert], "signer" => %w[signer], "facilitator" => %w[facilitator deskLead] }.freeze
    ME_TOO = "me too"

    def self.for(ticket, reader_id:, roles:)
      new(ticket, reader_id, roles).words
    end

    def initialize(ticket, reader_id, roles)
      @ticket = ticket
      @reader_id = reader_id
      @roles = roles
    end

    def words
      return [] if @reader_id.nil? || told.nil?
      said = own || by_role
      @ticket["meToo"].to_a.include?(@reader_id) ? said - [ME_TOO] : said
    end

    private

    def told
      @ticket["maySay"]
    end

    # Whoever lost her last role has no part of the desk any more, before the service knows.
    def own
      return unless @roles.desk? || @ticket["askerId"] == @reader_id
      told["persons"].find { |one| one["id"] == @reader_id }&.fetch("words")
    end

    def by_role
      held = ROLES.select { |_, names| @roles.holds?(*names) }.keys
      ["member", *held].flat_map { |role| told[role] }.uniq
    end
  end
end
