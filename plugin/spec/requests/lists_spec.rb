# frozen_string_literal: true

require "rails_helper"

RSpec.describe "Lists and searches by what the desk knows" do
  fab!(:experts) { Fabricate(:group) }
  fab!(:expert) { Fabricate(:user).tap { |user| experts.add(user) } }
  fab!(:asker) { Fabricate(:user) }
  fab!(:category) { Fabricate(:category) }
  fab!(:mine) do
    Fabricate(:post, user: asker, raw: "A plumbers question of mine", topic: Fabricate(:topic, category: category, user: asker)).topic
  end
  fab!(:waiting) { Fabricate(:post, raw: "A plumbers question of another", topic: Fabricate(:topic, category: category)).topic }
  fab!(:soon) { Fabricate(:post, raw: "A plumbers question that is late", topic: Fabricate(:topic, category: category)).topic }
  fab!(:plain) { Fabricate(:post, topic: Fabricate(:topic, category: category)).topic }
  fab!(:hidden) { Fabricate(:post, user: asker, topic: Fabricate(:private_message_topic, user: asker)).topic }

  before do
    SiteSetting.hybrid_desk_enabled = true
    desk_config(category: category, groups: { expert: [experts.id] })
    desk_ticket(mine, everyone: { state: "solved" })
    desk_ticket(
      waiting,
      everyone: {
        state: "waiting_for_expert",
        clocks: [desk_clock(due: 2.days.from_now), desk_clock(due: 1.hour.from_now, state: "paused")]
      }
    )
    desk_ticket(
      soon,
      everyone: {
        state: "answered",
        clocks: [desk_clock(due: 2.days.from_now)]
      },
      desk: {
        clocks: [desk_clock(due: 1.hour.from_now)]
      }
    )
    desk_ticket(hidden, everyone: { state: "waiting_for_expert", clocks: [desk_clock(due: 1.hour.from_now)] })
  end

  def listed(word, reader = nil)
    sign_in(reader) if reader
    get "/latest.json", params: { hybrid_desk: word }
    response.parsed_body.dig("topic_list", "topics").map { |topic| topic["id"] }
  end

  it "lists one's own questions" do
    expect(listed("mine")).to eq([])
    expect(listed("mine", expert)).to eq([])
    expect(listed("mine", asker)).to eq([mine.id])
  end

  it "lists what needs an expert, and no private ticket among them" do
    expect(listed("needs_expert", expert)).to eq([waiting.id])
  end

  it "lists what is due soon: by running clocks, the desk's own for the desk only" do
    expect(listed("due_soon", asker)).to eq([])
    expect(listed("due_soon", expert)).to eq([soon.id])
  end

  it "narrows nothing for a word that it does not know, and while the plugin is off" do
    expect(listed("whatever", expert)).to include(mine.id, waiting.id, soon.id, plain.id)

    SiteSetting.hybrid_desk_enabled = false
    expect(listed("mine", expert)).to include(mine.id, waiting.id, soon.id, plain.id)
  end

  it "lists nothing of a community that shows no labels" do
    HybridDesk::Config.last.then { |config| config.update!(value: config.value.deep_merge("switches" => { "labels" => false })) }

    expect(listed("needs_expert", expert)).to eq([])
  end

  describe "in the search" do
    before do
      SearchIndexer.enable
      [mine, waiting, soon].each { |topic| SearchIndexer.index(topic.first_post, force: true) }
      HybridDesk::Label.create!(post_id: soon.first_post.id, topic_id: soon.id, label: "official", value: desk_label(soon.first_post))
    end

    def found(term, reader = nil)
      Search.execute(term, guardian: Guardian.new(reader)).posts.map(&:topic_id)
    end

    it "finds official answers, own questions and what needs an expert" do
      expect(found("plumbers")).to contain_exactly(mine.id, waiting.id, soon.id)
      expect(found("plumbers desk:official")).to eq([soon.id])
      expect(listed("official")).to eq([soon.id])
      expect(found("plumbers desk:mine", asker)).to eq([mine.id])
      expect(found("plumbers desk:mine")).to eq([])
      expect(found("plumbers desk:needs_expert")).to eq([waiting.id])
    end

    it "finds no official answer that readers do not see" do
      soon.first_post.update_columns(hidden: true)

      expect(found("plumbers desk:official")).to eq([])
      expect(listed("official")).to eq([])
    end
  end
end
