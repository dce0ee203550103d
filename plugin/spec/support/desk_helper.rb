# frozen_string_literal: true

# What is kept in memory outlives the transaction of an example, so this holds for the forum's own specs too.
RSpec.configure do |config|
  config.before { HybridDesk::Communities.forget }
end

module HybridDeskHelpers
  def desk_config(category: nil, groups: {}, **others)
    value = {
      "version" => 1,
      "name" => "Tax",
      "locale" => "en",
      "categoryIds" => [category&.id].compact,
      "groups" => { "expert" => [], "signer" => [], "facilitator" => [], "deskLead" => [], "ask" => [] }.merge(
        groups.transform_keys(&:to_s)
      ),
      "riskTags" => [],
      "officialTag" => nil,
      "words" => {
      },
      "texts" => {
        "notYetChecked" => "Not yet checked by the experts.",
        "privateNotice" => "Administrators can read it."
      },
      "switches" => {
        "labels" => true,
        "riskNotices" => true,
        "privateAsking" => true,
        "withholding" => true
      },
      "consoleUrl" => nil
    }
    HybridDesk::Config.create!(community: "tax", version: 1, value: value.deep_merge(others.deep_stringify_keys))
  end

  def desk_ticket(topic, everyone: {}, **others)
    value = {
      "community" => "tax",
      "reference" => "TAX-1",
      "isPrivate" => topic.private_message?,
      "askerId" => topic.user_id,
      "maySay" => {
        "member" => ["me too"],
        "expert" => ["me too", "accept"],
        "signer" => [],
        "facilitator" => [],
        "persons" => [{ "id" => topic.user_id, "words" => ["still need help"] }]
      },
      "meToo" => [],
      "everyone" => {
        "state" => "waiting_for_desk",
        "stateText" => "Waiting for the desk",
        "outcome" => nil,
        "ownerId" => nil,
        "proposedId" => nil,
        "decisionMode" => nil,
        "next" => nil,
        "clocks" => [],
        "labels" => [],
        "articleTopicId" => nil
      }.merge(everyone.deep_stringify_keys),
      "asker" => {
        "escalateFrom" => nil
      },
      "desk" => {
        "roomTopicId" => nil,
        "priority" => "high",
        "kind" => nil,
        "clocks" => []
      }
    }.deep_merge(others.deep_stringify_keys)
    HybridDesk::Ticket.create!(topic_id: topic.id, community: "tax", state: value["everyone"]["state"], value: value)
  end

  def desk_label(post, label: "official", **others)
    {
      "postId" => post.id,
      "label" => label,
      "by" => nil,
      "capacity" => nil,
      "at" => "2026-11-29T10:00:00.000Z",
      "scope" => nil,
      "validUntil" => nil,
      "text" => "Official answer",
      "changed" => nil
    }.merge(others.stringify_keys)
  end

  def desk_clock(due:, state: "running")
    { "metric" => "first_reply", "lane" => "desk", "title" => "First reply", "state" => state, "due" => due.utc.iso8601(3), "why" => [] }
  end
end

RSpec.configure { |config| config.include HybridDeskHelpers }
