# frozen_string_literal: true

require_relative "../plugin_helper"

describe "The three steps of apply" do
  include HybridDeskRequests

  fab!(:bot) { Fabricate(:moderator) }
  fab!(:topic) { Fabricate(:topic) }
  fab!(:question) { Fabricate(:post, topic: topic) }

  before { set_up_desk(bot) }

  def reply(key: "post:1", revision: 1, letter: "a", **fields)
    {
      type: "post",
      key: key,
      revision: revision,
      topicId: topic.id,
      raw: "An expert will look at this by noon, says #{key}.\n\n<!-- #{marker(letter)} -->",
      markers: [marker(letter)],
      replyToPostId: nil,
      noBump: true,
      onlyInMessage: false,
    }.merge(fields)
  end

  def like(key: "like:1", revision: 1, **fields)
    { type: "like", key: key, revision: revision, postId: question.id }.merge(fields)
  end

  def row(key, revision = 1)
    HybridDesk::Effect.find_by(key: key, revision: revision)
  end

  def ours
    topic.posts.where(user: bot)
  end

  it "answers each effect for itself and in order, also when half of them fail" do
    effects = [
      reply,
      { type: "post", key: "post:2", revision: 1 },
      { type: "dance", key: "dance:1", revision: 1 },
      like(postId: 999_999),
      "no effect at all",
      reply(key: "post:3", letter: "b", raw: "NUL \u0000 in a text"),
      like(key: "like:2"),
    ]

    answers = apply_effects(*effects)

    expect(response.status).to eq(200)
    expect(answers.map { |answer| answer.values_at("key", "outcome", "reason") }).to eq(
      [
        ["post:1", "done", nil],
        %w[post:2 refused invalid_effect],
        %w[dance:1 refused unknown_effect],
        %w[like:1 refused closed_or_gone],
        ["", "refused", "invalid_effect"],
        %w[post:3 refused invalid_effect],
        ["like:2", "done", nil],
      ],
    )
  end

  it "takes a hundred effects in one request" do
    answers = apply_effects(*(1..100).map { |n| { type: "config", key: "config:#{n}", revision: 1, community: n.to_s, value: nil } })

    expect(answers.map { |answer| answer["outcome"] }.tally).to eq("done" => 100)
  end

  it "refuses a revision older than the last done as overtaken, and forgets what was before it" do
    apply_effects(reply(revision: 1))
    apply_effects(reply(revision: 3))

    answer = apply_effects(reply(revision: 2)).first

    expect(answer).to include("outcome" => "overtaken", "revision" => 2)
    expect(HybridDesk::Effect.where(key: "post:1").pluck(:revision)).to eq([3])
  end

  it "tries again what was refused" do
    refused = apply_effects(like(postId: 999_999)).first
    done = apply_effects(like).first

    expect([refused, done].map { |answer| answer["outcome"] }).to eq(%w[refused done])
  end

  it "leaves alone what another request carries out, also under another revision of the key" do
    HybridDesk::Effect.create!(key: "post:1", revision: 1, state: "claimed", claimed_at: 1.minute.ago)

    answers = apply_effects(reply, reply(revision: 2))

    expect(answers.map { |answer| answer["outcome"] }).to eq(%w[in_progress in_progress])
    expect(ours.count).to eq(0)
  end

  it "takes over a claim that is older than two minutes, and finds what was made before the crash" do
    made = apply_effects(reply).first
    row("post:1").update!(state: "claimed", claimed_at: 3.minutes.ago, answer: nil)

    answer = apply_effects(reply).first

    expect(answer).to eq(made)
    expect(ours.count).to eq(1)
  end

  it "finds it by its custom field when somebody took the marker out of the text" do
    made = apply_effects(reply).first
    Post.find(made["postId"]).update_columns(raw: "An expert will look at this by noon, says post:1.")
    row("post:1").update!(state: "claimed", claimed_at: 3.minutes.ago, answer: nil)

    expect(apply_effects(reply).first["postId"]).to eq(made["postId"])
    expect(ours.count).to eq(1)
  end

  it "does what was never done when the crash came before it" do
    HybridDesk::Effect.create!(key: "post:1", revision: 1, state: "claimed", claimed_at: 3.minutes.ago)

    expect(apply_effects(reply).first["outcome"]).to eq("done")
    expect(ours.count).to eq(1)
  end

  it "says of an unexpected error that it failed, goes on, and looks before the next attempt" do
    HybridDesk::Effects::Like.any_instance.stubs(:call).raises("no such luck")
    answers = apply_effects(like, reply)
    HybridDesk::Effects::Like.any_instance.unstub(:call)
    again = apply_effects(like).first

    expect(answers.map { |answer| answer.values_at("outcome", "reason") }).to eq([%w[refused failed], ["done", nil]])
    expect(again["outcome"]).to eq("done")
  end

  it "begins nothing more after 20 seconds" do
    seconds = [0, 1, 21, 22].each
    answers = HybridDesk::Apply.new(bot, clock: -> { seconds.next }).call([like, reply, like(key: "like:2")].map { |one| one.as_json })

    expect(answers.map { |answer| answer[:outcome] }).to eq(%w[done not_begun not_begun])
    expect(HybridDesk::Effect.pluck(:key)).to eq(["like:1"])
  end

  describe "only while the topic is as the service saw it" do
    def digest
      HybridDesk::TopicStates.new(bot).of([topic.id])[topic.id].digest
    end

    it "does it while nothing changed, whatever else the same batch changes" do
      condition = { topicId: topic.id, digest: digest }
      close = { type: "status", key: "status:1", revision: 1, topicId: topic.id, status: "closed", enabled: true, onlyIf: condition }

      notice = { type: "notice", key: "notice:1", revision: 1, postId: question.id, block: "<!-- hd -->An expert looks at it." }

      answers = apply_effects(like, notice, close, reply(onlyIf: condition))

      expect(answers.map { |answer| answer["outcome"] }).to eq(%w[done done done done])
    end

    it "is stale when somebody wrote in between, and is not held against a later attempt" do
      condition = { topicId: topic.id, digest: digest }
      Fabricate(:post, topic: topic, raw: "An answer that came in between.")

      stale = apply_effects(reply(onlyIf: condition)).first
      fresh = apply_effects(reply(onlyIf: { topicId: topic.id, digest: digest })).first

      expect([stale, fresh].map { |answer| answer["outcome"] }).to eq(%w[stale done])
      expect(ours.count).to eq(1)
    end

    it "gives the answer of what was done before, also when the topic changed since" do
      effect = like(onlyIf: { topicId: topic.id, digest: digest })
      apply_effects(effect)

      expect(apply_effects(effect).first["outcome"]).to eq("done")
    end

    it "is stale as well when somebody writes while the same batch is carried out" do
      condition = { topicId: topic.id, digest: digest }
      elsewhere = Fabricate(:post).topic
      meanwhile = ->(made, *_) { Fabricate(:post, topic: topic, raw: "It is solved, thank you all.") if made.topic_id == elsewhere.id }

      DiscourseEvent.on(:post_created, &meanwhile)
      answers = apply_effects(reply(topicId: elsewhere.id), reply(key: "post:2", letter: "b", onlyIf: condition))
      DiscourseEvent.off(:post_created, &meanwhile)

      expect(answers.map { |answer| answer["outcome"] }).to eq(%w[done stale])
      expect(ours.count).to eq(0)
    end

    it "is done, not stale, when it was made before a crash and the topic changed since; taken away by a person it is overruled" do
      text = { title: "About your question", raw: "Please tell us more of it here." }
      message = { type: "message", userIds: [topic.user_id], groupIds: [] }.merge(text)
      condition = { topicId: topic.id, digest: digest }
      effects = [reply(onlyIf: condition), message.merge(key: "m", revision: 1, externalId: marker("c"), onlyIf: condition)]
      made = apply_effects(*effects)
      HybridDesk::Effect.update_all(state: "claimed", claimed_at: 3.minutes.ago, answer: nil)
      Fabricate(:post, topic: topic, raw: "An answer that came in between.")

      answers = apply_effects(*effects)
      HybridDesk::Effect.update_all(state: "claimed", claimed_at: 3.minutes.ago, answer: nil)
      PostDestroyer.new(Fabricate(:admin), Post.find(made.first["postId"])).destroy

      expect(made.map { |answer| answer["outcome"] }).to eq(%w[done done])
      expect(answers).to eq(made)
      expect(apply_effects(effects.first).first).to include("outcome" => "overruled", "reason" => "removed")
    end
  end
end
