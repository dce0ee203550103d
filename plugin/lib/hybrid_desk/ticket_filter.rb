# frozen_string_literal: true

module HybridDesk
  # Narrows a list to topics by their tickets. A word that is none of ours narrows nothing.
  class TicketFilter
    SOON = 24.hours
    NEEDS_EXPERT = %w[waiting_for_expert waiting_for_desk].freeze

    def initialize(reader)
      @reader = reader
    end

    def on_topics(topics, word)
      tickets = tickets(word)
      tickets ? topics.where("topics.id IN (#{tickets.select(:topic_id).to_sql})") : topics
    end

    def on_posts(posts, word)
      return posts.where("posts.id IN (#{official.select(:post_id).to_sql})") if word == "official" && Tables.there?
      tickets = tickets(word)
      tickets ? posts.where("topics.id IN (#{tickets.select(:topic_id).to_sql})") : posts
    end

    private

    def tickets(word)
      return unless Tables.there?
      case word
      when "mine"
        shown.where("CAST(value ->> 'askerId' AS bigint) = ?", @reader&.id || 0)
      when "needs_expert"
        shown.where(state: NEEDS_EXPERT)
      when "due_soon"
        due(SOON.from_now)
      when "official"
        shown.where(topic_id: official.select(:topic_id))
      end
    end

    def shown
      Ticket.where(community: Communities.all.select { |community| community.switch?("labels") }.map(&:id))
    end

    def official
      Label.seen.where(label: "official", topic_id: shown.select(:topic_id))
    end

    # Instants of the contract are of one form, so their order is that of their letters. The desk's own clocks count for the desk only.
    def due(before)
      latest = { before: before.utc.iso8601(3) }.to_json
      everyones =
        shown.where(
          "jsonb_path_exists(value, '$.everyone.clocks[*] ? (@.state == \"running\" && @.due < $before)', :latest)",
          latest: latest
        )
      theirs = Communities.all.select { |community| Roles.of(@reader, community).desk? }.map(&:id)
      desks = shown.where(community: theirs)
      everyones.or(
        desks.where("jsonb_path_exists(value, '$.desk.clocks[*] ? (@.state == \"running\" && @.due < $before)', :latest)", latest: latest)
      )
    end
  end
end
