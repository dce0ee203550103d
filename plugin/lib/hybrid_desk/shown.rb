# frozen_string_literal: true

module HybridDesk
  # What one reader, who may see the topic, sees of its ticket (`ticketValue` of the contract): the part for everybody, the asker's, the
  # desk's.
  class Shown
    LABEL_FIELDS = %w[label text by capacity at scope validUntil changed].freeze

    def self.of(topic, reader)
      new(topic, reader, Knowledge.of(topic, reader))
    end

    def initialize(topic, reader, known)
      @topic = topic
      @reader = reader
      @known = known
    end

    def page(guardian)
      return unless shown?
      { "community" => ticket["community"], "reference" => ticket["reference"], "isPrivate" => ticket["isPrivate"] }.merge(
        { "everyone" => everyone, "maySay" => may_say(guardian), "asker" => asker, "desk" => desk, "people" => people(labels) }.compact
      )
    end

    # A line of a list: no clock but the next that is due, no reasons.
    def line
      return unless shown?
      {
        "reference" => ticket["reference"],
        "state" => everyone["state"],
        "stateText" => everyone["stateText"],
        "ownerId" => everyone["ownerId"],
        "proposedId" => everyone["proposedId"],
        "due" => due,
        "official" => labels.any? { |label| label["label"] == "official" },
        "people" => people([])
      }
    end

    def label(post)
      notice = RiskNotice.text(post, @topic, @known)
      mine = shown? ? labels.find { |one| one["postId"] == post.id && one["label"] != "not_yet_checked" } : nil
      return mine.slice(*LABEL_FIELDS).merge("people" => @known.people([mine["by"]])) if mine
      { "label" => "not_yet_checked", "text" => notice } if notice
    end

    private

    def shown?
      !ticket.nil? && !!community&.switch?("labels")
    end

    def ticket
      @ticket ||= @known.ticket(@topic.id)
    end

    def community
      @community ||= Communities.named(ticket["community"])
    end

    def everyone
      @everyone ||=
        ticket["everyone"].merge("labels" => labels, "meToo" => ticket["meToo"].to_a.size, "articleTopicId" => article_topic_id)
    end

    def article_topic_id
      id = ticket.dig("everyone", "articleTopicId")
      id if @known.article?(id)
    end

    def labels
      @labels ||= @known.labels(@topic.id)
    end

    # Below her last post she says whether she still needs help; not every view of a topic knows all its posts.
    def asker
      ticket["asker"].merge("lastPostId" => @known.own_post(@topic.id)) if @reader && ticket["askerId"] == @reader.id
    end

    # Nothing that the door of the buttons would refuse.
    def may_say(guardian)
      return [] if @reader.nil? || @reader.silenced? || !guardian.can_create_post?(@topic)
      Sayings.for(ticket, reader_id: @reader&.id, roles: @known.roles(community))
    end

    # The room's existence is known to those who take part in it.
    def desk
      return unless desk?
      part = ticket["desk"]
      @known.in_room?(part["roomTopicId"]) ? part : part.merge("roomTopicId" => nil)
    end

    def desk?
      @known.roles(community).desk?
    end

    def due
      clocks = everyone["clocks"].to_a + (desk? ? ticket.dig("desk", "clocks").to_a : [])
      running = clocks.select { |clock| clock["state"] == "running" && clock["due"] }
      running.map { |clock| clock["due"] }.min
    end

    def people(labels)
      @known.people([everyone["ownerId"], everyone["proposedId"]] + labels.to_a.map { |label| label["by"] })
    end
  end
end
