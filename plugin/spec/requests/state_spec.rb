# frozen_string_literal: true

require_relative "../plugin_helper"

describe "State" do
  include HybridDeskRequests

  fab!(:bot) { Fabricate(:moderator) }
  fab!(:topic) { Fabricate(:topic) }
  fab!(:question) { Fabricate(:post, topic: topic) }

  before { set_up_desk(bot) }

  def states(*ids)
    signed(:post, "/hybrid-desk/state.json", { contract: 1, topicIds: ids })["topics"]
  end

  def digest(id = topic.id)
    HybridDesk::TopicStates.new(bot).of([id])[id].digest
  end

  it "tells digest, highest post number and last activity in the order asked, and what is gone" do
    other = Fabricate(:post).topic

    answer = states(other.id, 999_999, topic.id)

    expect(answer.map { |one| one["id"] }).to eq([other.id, 999_999, topic.id])
    expect(answer[1]).to eq("id" => 999_999, "gone" => true)
    expect(answer[2]).to include(
      "digest" => digest,
      "highestPostNumber" => topic.reload.highest_post_number,
      "bumpedAt" => topic.bumped_at.utc.iso8601(3),
    )
  end

  it "ES-02 says of messages and categories that the bot cannot read that they are gone" do
    message = Fabricate(:private_message_topic)
    closed = Fabricate(:topic, category: Fabricate(:private_category, group: Fabricate(:group)))

    hidden = states(message.id, closed.id).map { |one| one["gone"] }
    message.topic_allowed_users.create!(user: bot)

    expect(hidden).to eq([true, true])
    expect(states(message.id).first["digest"]).to be_present
  end

  it "tells a deleted topic as a moderator may read it" do
    before = digest
    PostDestroyer.new(Fabricate(:admin), question).destroy

    expect(states(topic.id).first["digest"]).to be_present
    expect(digest).not_to eq(before)
  end

  {
    "a new post" => ->(topic, _) { Fabricate(:post, topic: topic) },
    "an edit in the grace period" => ->(_, post) { post.update_columns(raw: "Another text with the same version.") },
    "a deleted post" => ->(_, post) { post.update_columns(deleted_at: Time.now) },
    "a hidden post" => ->(_, post) { post.update_columns(hidden: true) },
    "a like" => ->(_, post) { PostActionCreator.like(Fabricate(:user), post) },
    "a notice" => ->(_, post) { post.upsert_custom_fields(Post::NOTICE => { type: "custom", raw: "x" }.to_json) },
    "a title" => ->(topic, _) { topic.update_columns(title: "Another title of this topic") },
    "a tag" => ->(topic, _) { topic.tags << Fabricate(:tag) },
    "a category" => ->(topic, _) { topic.update_columns(category_id: Fabricate(:category).id) },
    "closing" => ->(topic, _) { topic.update_columns(closed: true) },
    "an accepted answer" => ->(topic, post) { topic.upsert_custom_fields("accepted_answer_post_id" => post.id) },
    "an assignment" => ->(topic, _) do
      Assignment.create!(topic: topic, target: topic, assigned_to: Fabricate(:user), assigned_by_user: Fabricate(:user))
    end,
    "another author" => ->(_, post) { post.update_columns(user_id: Fabricate(:user).id) },
  }.each do |what, change|
    it "has another digest after #{what}" do
      skip "Assign is not installed" if what == "an assignment" && !defined?(Assignment)
      skip "Solved keeps it in a table here" if what == "an accepted answer" && "DiscourseSolved::SolvedTopic".safe_constantize
      before = digest

      change.call(topic, question)

      expect(digest).not_to eq(before)
    end
  end

  it "has another digest when one like is taken back and another given, and after likes of the bot's posts" do
    post = PostCreator.create!(bot, topic_id: topic.id, raw: "What the desk is doing about it.")
    first = Fabricate(:user)
    digests = [digest]
    [question, post].each do |liked|
      PostActionCreator.like(first, liked)
      digests << digest
      PostActionDestroyer.destroy(first, liked, :like)
      PostActionCreator.like(Fabricate(:user), liked)
      digests << digest
    end

    expect(digests.uniq.size).to eq(5)
  end

  it "has another digest, here and there, when a person moves a post of the bot's" do
    post = PostCreator.create!(bot, topic_id: topic.id, raw: "What the desk is doing about it.")
    there = Fabricate(:post).topic
    before = [digest, digest(there.id)]

    topic.move_posts(Fabricate(:admin), [post.id], { destination_topic_id: there.id })

    expect(digest).not_to eq(before.first)
    expect(digest(there.id)).not_to eq(before.last)
  end

  it "has another digest when somebody joins or leaves a message" do
    message = Fabricate(:private_message_topic, recipient: bot)
    digests = [digest(message.id)]
    message.topic_allowed_users.create!(user: Fabricate(:user))
    digests << digest(message.id)
    message.topic_allowed_groups.create!(group: Fabricate(:group))
    digests << digest(message.id)

    expect(digests.uniq.size).to eq(3)
  end

  it "keeps its digest when the bot writes, edits, and when pages are read, until a person touches the bot's post" do
    before = digest
    made = PostCreator.create!(bot, topic_id: topic.id, raw: "What the desk is doing about it.", no_bump: true)
    PostRevisor.new(made).revise!(bot, { raw: "What the desk did about it." }, force_new_version: true)
    PostActionCreator.like(bot, question)
    topic.increment!(:views)
    question.increment!(:reads)
    same = digest
    made.update_columns(hidden: true)

    expect(same).to eq(before)
    expect(digest).not_to eq(before)
  end

  it "asks the database no more often for 200 topics than for one" do
    many = Array.new(20) { Fabricate(:post).topic_id } + [Fabricate(:private_message_topic, recipient: bot).id]
    HybridDesk::TopicStates.new(bot).of([topic.id])

    one = track_sql_queries { HybridDesk::TopicStates.new(bot).of([topic.id]) }
    all = track_sql_queries { HybridDesk::TopicStates.new(User.find(bot.id)).of(many) }

    expect(all.size).to be <= 11
    expect(all.size).to be <= one.size + 1
  end
end
