# frozen_string_literal: true

require_relative "../plugin_helper"

describe "What apply writes into the plugin's own tables" do
  include HybridDeskRequests

  fab!(:bot) { Fabricate(:moderator) }
  fab!(:topic) { Fabricate(:topic) }
  fab!(:question) { Fabricate(:post, topic: topic) }
  fab!(:answer) { Fabricate(:post, topic: topic) }

  before { set_up_desk(bot) }

  def config(value, revision: 1)
    apply_effects({ type: "config", key: "config:tax", revision: revision, community: "tax", value: value }).first
  end

  def ticket(value, revision: 1)
    apply_effects({ type: "ticket", key: "ticket:#{topic.id}", revision: revision, topicId: topic.id, value: value }).first
  end

  def value_of(row)
    row.value.tap { row.destroy! }
  end

  def ticket_value(*labels, **everyone)
    value_of(desk_ticket(topic, everyone: { labels: labels }.merge(everyone)))
  end

  describe "config" do
    it "is what the forum knows of the community from then on, until it is designated no more" do
      category = Fabricate(:category)
      value = value_of(desk_config(category: category))
      done = config(value.merge("version" => 3))
      known = HybridDesk::Communities.of_category(category.id)&.id
      versions = signed(:get, "/hybrid-desk/ping.json")["configs"]
      gone = config(nil, revision: 2)

      expect([done, gone].map { |one| one["outcome"] }).to eq(%w[done done])
      expect([known, versions]).to eq(["tax", { "tax" => 3 }])
      expect(HybridDesk::Communities.of_category(category.id)).to be_nil
    end

    it "is not replaced by an older revision that comes late" do
      value = value_of(desk_config)
      config(value.merge("version" => 3), revision: 3)

      late = config(value.merge("version" => 2), revision: 2)

      expect(late["outcome"]).to eq("overtaken")
      expect(HybridDesk::Config.pluck(:version)).to eq([3])
    end

    it "is refused as a whole where a part is missing" do
      value = value_of(desk_config)

      refused = config(value.except("switches"))

      expect(refused).to include("outcome" => "refused", "reason" => "invalid_effect")
      expect(HybridDesk::Config.count).to eq(0)
    end
  end

  describe "ticket" do
    it "is one row for the topic and one for each label, replaced as a whole and gone with null" do
      values = [
        ticket_value(desk_label(question, label: "not_yet_checked"), desk_label(answer)),
        ticket_value(desk_label(answer, label: "voided"), state: "answered"),
      ]

      ticket(values.first)
      first = HybridDesk::Label.order(:post_id).pluck(:post_id, :topic_id, :label)
      ticket(values.last, revision: 2)
      second = [HybridDesk::Ticket.pluck(:topic_id, :community, :state), HybridDesk::Label.pluck(:post_id, :label)]
      ticket(nil, revision: 3)

      expect(first).to eq([[question.id, topic.id, "not_yet_checked"], [answer.id, topic.id, "official"]])
      expect(second).to eq([[[topic.id, "tax", "answered"]], [[answer.id, "voided"]]])
      expect([HybridDesk::Ticket.count, HybridDesk::Label.count]).to eq([0, 0])
    end

    it "OF-27.1 gives a post one label, never two, also when it came from another topic" do
      other = Fabricate(:post)
      HybridDesk::Label.create!(post_id: answer.id, topic_id: other.topic_id, label: "expert", value: {})

      done = ticket(ticket_value(desk_label(answer), desk_label(answer, label: "checked")))

      expect(done["outcome"]).to eq("done")
      expect(HybridDesk::Label.where(post_id: answer.id).pluck(:topic_id, :label)).to eq([[topic.id, "official"]])
    end

    it "tells the open pages ids and nothing else, once it is stored" do
      value = ticket_value(desk_label(answer), stateText: "Only the page may fetch this")
      states = []
      HybridDesk::Effects::Ticket.any_instance.stubs(:publish).with { states.push(HybridDesk::Effect.pluck(:state)) }
      ticket(value)
      HybridDesk::Effects::Ticket.any_instance.unstub(:publish)

      messages = MessageBus.track_publish("/topic/#{topic.id}") { ticket(value, revision: 2) }

      expect(states).to eq([["done"]])
      expect(messages.map(&:data)).to eq([{ type: "hybrid_desk", id: question.id, topic_id: topic.id }])
    end

    it "ES-02 tells of a private topic only those who may read it and staff, and then only ids" do
      message = Fabricate(:private_message_topic, recipient: bot)
      Fabricate(:post, topic: message, user: message.user)
      value = value_of(desk_ticket(message))

      messages =
        MessageBus.track_publish("/topic/#{message.id}") do
          apply_effects({ type: "ticket", key: "ticket:#{message.id}", revision: 1, topicId: message.id, value: value })
        end

      expect(messages.first.user_ids).to include(message.user.id, bot.id)
      expect(User.where(id: messages.first.user_ids).reject { |user| user.staff? || user == message.user }).to eq([])
    end
  end

  it "OF-27.2 leaves the notice of a post when the plugin is switched off" do
    apply_effects({ type: "notice", key: "notice:1", revision: 1, postId: answer.id, block: "Official answer" })
    SiteSetting.hybrid_desk_enabled = false

    get "/posts/#{answer.id}.json"

    expect(response.parsed_body.dig("notice", "cooked")).to include("Official answer")
  end

  describe "ping" do
    def abilities
      signed(:get, "/hybrid-desk/ping.json")["abilities"]
    end

    it "names what is installed and switched on" do
      %i[solved_enabled assign_enabled enable_badges tagging_enabled].each do |name|
        SiteSetting.public_send("#{name}=", true) if SiteSetting.respond_to?(name)
      end
      SiteSetting.assign_allowed_on_groups = Fabricate(:group, users: [bot]).id.to_s if defined?(Assigner)
      on = abilities
      %i[solved_enabled assign_enabled enable_badges tagging_enabled].each do |name|
        SiteSetting.public_send("#{name}=", false) if SiteSetting.respond_to?(name)
      end
      off = abilities

      optional = { "solution" => defined?(DiscourseSolved), "assignment" => defined?(Assigner), "badge" => true, "tags" => true }
      expect(on - off).to match_array(optional.select { |_, installed| installed }.keys)
      expect(off).to include(*%w[apply state config withholding])
    end
  end
end
