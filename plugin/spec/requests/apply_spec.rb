# frozen_string_literal: true

require_relative "../plugin_helper"

describe "Apply" do
  include HybridDeskRequests

  fab!(:bot) { Fabricate(:moderator) }
  fab!(:asker) { Fabricate(:user) }
  fab!(:expert) { Fabricate(:user) }
  fab!(:group) { Fabricate(:group, messageable_level: Group::ALIAS_LEVELS[:everyone], users: [expert]) }
  fab!(:topic) { Fabricate(:topic, user: asker, title: "How do I take a sample in winter?") }
  fab!(:question) { Fabricate(:post, topic: topic, user: asker, raw: "The ground is frozen; how deep do I have to go?") }

  before { set_up_desk(bot) }

  def effect(type, **fields)
    { type: type, key: "#{type}:1", revision: 1 }.merge(fields)
  end

  def applied(type, **fields)
    apply_effects(effect(type, **fields)).first
  end

  def message_with(*people)
    made = Fabricate(:private_message_topic, user: asker, recipient: bot)
    people.each { |person| made.topic_allowed_users.create!(user: person) }
    Fabricate(:post, topic: made, user: asker)
    made
  end

  def raw_of(text, letter = "a")
    "#{text}\n\n<!-- #{marker(letter)} -->"
  end

  def events_named(name, &block)
    DiscourseEvent.track_events(&block).select { |event| event[:event_name] == name }
  end

  def post_effect(**fields)
    {
      topicId: topic.id,
      raw: raw_of("An expert will look at this by noon."),
      markers: [marker],
      replyToPostId: nil,
      noBump: false,
      onlyInMessage: false,
    }.merge(fields)
  end

  describe "post" do
    it "writes as the bot, with the marker in the text and the effect in a custom field" do
      answer = applied("post", **post_effect(replyToPostId: question.id))

      post = Post.find(answer["postId"])
      expect(answer).to include("outcome" => "done", "topicId" => topic.id, "key" => "post:1", "revision" => 1)
      expect(post).to have_attributes(user_id: bot.id, topic_id: topic.id, reply_to_post_number: 1)
      expect(post.raw).to end_with("<!-- #{marker} -->")
      expect(post.cooked).not_to include("hd1-")
      expect(post.custom_fields["hybrid_desk_effect"]).to eq("post:1#1")
    end

    it "sends what a post through REST sends: event and jobs" do
      events = events_named(:post_created) { applied("post", **post_effect) }

      expect(events.size).to eq(1)
      expect(Jobs::ProcessPost.jobs.size).to be >= 1
    end

    it "does not move the topic up when it shall not" do
      topic.update!(bumped_at: 2.days.ago)

      expect { applied("post", **post_effect(noBump: true)) }.not_to change { topic.reload.bumped_at }
    end

    it "is not doubled by a second request with the same key and revision" do
      first = applied("post", **post_effect)

      second = applied("post", **post_effect)

      expect(second).to eq(first)
      expect(topic.posts.where(user: bot).count).to eq(1)
    end

    it "finds by any marker of its key what was made through REST, and brings its text up to date" do
      made = PostCreator.create!(bot, topic_id: topic.id, raw: raw_of("An expert will look at this soon."))

      answer = applied("post", **post_effect(revision: 2, markers: [marker("b"), marker]))

      expect(answer).to include("outcome" => "done", "postId" => made.id)
      expect(made.reload.raw).to include("by noon")
      expect(topic.posts.where(user: bot).count).to eq(1)
    end

    it "does not take the marker in somebody else's post for its own" do
      Fabricate(:post, topic: topic, user: asker, raw: raw_of("I quote the bot here, comment and all."))

      answer = applied("post", **post_effect)

      expect(Post.find(answer["postId"]).user_id).to eq(bot.id)
    end

    it "is overruled when a person deleted it or moved it away" do
      answer = applied("post", **post_effect)
      PostDestroyer.new(Fabricate(:admin), Post.find(answer["postId"])).destroy
      deleted = applied("post", **post_effect(revision: 2))

      second = post_effect(key: "post:2", raw: raw_of("Another text of the bot, for moving.", "c"), markers: [marker("c")])
      moved = applied("post", **second)
      Post.find(moved["postId"]).update!(topic_id: Fabricate(:post).topic_id)
      HybridDesk::Effect.where(key: "post:2").update_all(state: "claimed", claimed_at: 3.minutes.ago)
      away = applied("post", **second)

      expect(deleted).to include("outcome" => "overruled", "reason" => "removed")
      expect(away).to include("outcome" => "overruled", "reason" => "moved_away")
    end

    it "says why not: gone topic, one that the bot cannot see, too short, too long, public" do
      SiteSetting.min_post_length = 20
      SiteSetting.max_post_length = 1000
      hidden = Fabricate(:private_message_topic)

      reasons = {
        gone: post_effect(topicId: 999_999),
        foreign: post_effect(topicId: hidden.id),
        short: post_effect(raw: raw_of("Hm.")),
        long: post_effect(raw: raw_of("so long " * 200)),
        public: post_effect(onlyInMessage: true),
      }.map { |name, fields| [name, applied("post", **fields, key: name.to_s)["reason"]] }.to_h

      expect(reasons).to eq(
        gone: "closed_or_gone",
        foreign: "closed_or_gone",
        short: "too_short",
        long: "too_long",
        public: "made_public",
      )
    end
  end

  describe "topic" do
    fab!(:category) { Fabricate(:category) }

    let(:fields) do
      {
        categoryId: category.id,
        title: "Sampling frozen ground in winter",
        raw: raw_of("Go down to below the frost line before you take it."),
        tags: ["winter"],
        externalId: marker,
        onlyReadRestricted: false,
      }
    end

    it "is made once and found again by its external id" do
      first = applied("topic", **fields)
      HybridDesk::Effect.delete_all
      second = applied("topic", **fields, revision: 2)

      made = Topic.find(first["topicId"])
      expect(second).to include(first.slice("outcome", "topicId", "postId"))
      expect(made).to have_attributes(user_id: bot.id, external_id: marker, category_id: category.id)
      expect(made.tags.map(&:name)).to eq(["winter"])
    end

    it "is refused in a library that everybody may read, and done in one that is restricted" do
      open = applied("topic", **fields, onlyReadRestricted: true)
      category.set_permissions(Group[:moderators] => :full)
      category.save!
      restricted = applied("topic", **fields, onlyReadRestricted: true)

      expect(open).to include("outcome" => "refused", "reason" => "library_is_public")
      expect(restricted).to include("outcome" => "done")
    end

    it "says why not: gone category, no right, title taken, external id of another" do
      closed = Fabricate(:private_category, group: group)
      Fabricate(:topic, title: "Sampling frozen ground in winter")
      Fabricate(:topic, external_id: marker("x"), user: asker)

      reasons = [
        fields.merge(categoryId: 999_999),
        fields.merge(categoryId: closed.id),
        fields,
        fields.merge(externalId: marker("x")),
      ].each_with_index.map { |one, index| applied("topic", **one, key: "topic:#{index}")["reason"] }

      expect(reasons).to eq(%w[closed_or_gone not_permitted title_taken external_id_taken])
    end
  end

  describe "message" do
    let(:fields) do
      {
        title: "A question about frozen ground",
        raw: raw_of("Somebody asks how deep one has to go. Will you take it?"),
        userIds: [expert.id],
        groupIds: [group.id],
        externalId: marker,
      }
    end

    it "goes to the people and groups named, and is found again" do
      first = applied("message", **fields)
      HybridDesk::Effect.delete_all
      second = applied("message", **fields)

      made = Topic.find(first["topicId"])
      expect(second).to eq(first)
      expect(made).to be_private_message
      expect(made.allowed_users).to contain_exactly(bot, expert)
      expect(made.allowed_groups).to contain_exactly(group)
    end

    it "is overruled when a person deleted it" do
      first = applied("message", **fields)
      PostDestroyer.new(Fabricate(:admin), Post.find(first["postId"])).destroy

      expect(applied("message", **fields, revision: 2)).to include("outcome" => "overruled", "reason" => "removed")
    end

    it "says why not: unknown recipient, a group that takes no messages" do
      silent = Fabricate(:group, messageable_level: Group::ALIAS_LEVELS[:nobody])

      reasons = [
        fields.merge(userIds: [999_999]),
        fields.merge(groupIds: [999_999]),
        fields.merge(groupIds: [silent.id]),
      ].each_with_index.map { |one, index| applied("message", **one, key: "message:#{index}")["reason"] }

      expect(reasons).to eq(%w[recipient_unknown recipient_unknown recipient_not_messageable])
    end

    it "ES-16 goes to no group with more members than it says, until somebody allows it" do
      group.add(Fabricate(:user))
      most = group.users.count - 1

      expect(applied("message", **fields, mostGroupMembers: most)).to include("reason" => "group_too_large")
      expect(applied("message", **fields, revision: 2, mostGroupMembers: most + 1)).to include("outcome" => "done")
    end
  end

  describe "edit" do
    fab!(:ours) { Fabricate(:post, topic: topic, user: bot, raw: "Waiting for an expert since this morning.\n\n<!-- hd1-#{"a" * 26} -->") }

    let(:fields) { { postId: ours.id, raw: raw_of("Taken by an expert."), reason: "owner", inTopics: [topic.id], onlyInMessage: false } }

    it "writes the text once, without moving the topic up" do
      topic.update!(bumped_at: 2.days.ago)
      first = applied("edit", **fields)
      second = applied("edit", **fields, revision: 2)

      expect([first, second].map { |one| one.slice("outcome", "postId") }).to eq([{ "outcome" => "done", "postId" => ours.id }] * 2)
      expect(ours.reload.raw).to eq(raw_of("Taken by an expert."))
      expect(ours.post_revisions.count + ours.version).to be <= 3
      expect(topic.reload.bumped_at).to be < 1.day.ago
    end

    it "writes the title with the first post only" do
      mine = Fabricate(:topic, user: bot)
      first = Fabricate(:post, topic: mine, user: bot)

      applied("edit", **fields, postId: first.id, inTopics: [mine.id], title: "Sampling frozen ground, revised")
      applied("edit", **fields, key: "edit:2", title: "Never the title of the asker's topic")

      expect(mine.reload.title).to eq("Sampling frozen ground, revised")
      expect(topic.reload.title).to eq("How do I take a sample in winter?")
    end

    it "leaves alone what a person removed, moved or made public, and what is not the bot's" do
      outcomes = []
      outcomes << applied("edit", **fields, postId: question.id)
      outcomes << applied("edit", **fields, inTopics: [topic.id + 1])
      outcomes << applied("edit", **fields, onlyInMessage: true)
      ours.update!(hidden: true)
      outcomes << applied("edit", **fields)
      outcomes << applied("edit", **fields, postId: 999_999)

      expect(outcomes.map { |one| one.values_at("outcome", "reason") }).to eq(
        [
          %w[refused not_permitted],
          %w[overruled moved_away],
          %w[overruled made_public],
          %w[overruled removed],
          %w[overruled removed],
        ],
      )
      expect(ours.reload.version).to eq(1)
    end
  end

  describe "tags" do
    fab!(:winter) { Fabricate(:tag, name: "winter") }
    fab!(:answered) { Fabricate(:tag, name: "desk-answered") }
    fab!(:waiting) { Fabricate(:tag, name: "desk-waiting") }

    let(:fields) { { topicId: topic.id, present: ["desk-answered"], managed: %w[desk-answered desk-waiting] } }

    before { topic.update!(tags: [winter, waiting]) }

    it "keeps every tag that is not the desk's, with a revision and one event, and once" do
      events = events_named(:topic_tags_changed) { 2.times { |n| applied("tags", **fields, revision: n + 1) } }

      expect(topic.reload.tags.map(&:name)).to contain_exactly("winter", "desk-answered")
      expect(events.size).to eq(1)
      expect(PostRevision.where(post: question).count).to eq(1)
    end

    it "says when the forum left a tag out or refused it" do
      SiteSetting.min_trust_to_create_tag = "4"
      restricted = Fabricate(:category)
      restricted.update!(tags: [winter])
      topic.update!(category: restricted)

      expect(applied("tags", **fields)).to include("outcome" => "refused", "reason" => "tags_not_allowed")
    end

    it "leaves messages alone" do
      expect(applied("tags", **fields, topicId: message_with.id)).to include("outcome" => "refused", "reason" => "not_permitted")
    end
  end

  describe "notice" do
    it "OF-27.3 keeps what a moderator wrote in the notice, and takes ours away alone" do
      question.custom_fields[Post::NOTICE] = { type: Post.notices[:custom], raw: "Moved here by a moderator.", cooked: "" }
      question.save_custom_fields

      applied("notice", postId: question.id, block: "Official answer")
      both = question.reload.custom_fields[Post::NOTICE]
      applied("notice", postId: question.id, block: "", revision: 2)
      one = question.reload.custom_fields[Post::NOTICE]

      expect(both["raw"]).to eq("Moved here by a moderator.\n\n<!-- hd -->\nOfficial answer\n<!-- /hd -->")
      expect(both["cooked"]).to include("Official answer")
      expect(one["raw"]).to eq("Moved here by a moderator.")
    end

    it "is replaced in place, logged, and gone when there is nothing else in it" do
      applied("notice", postId: question.id, block: "Official answer")
      applied("notice", postId: question.id, block: "Not official any more", revision: 2)
      replaced = question.reload.custom_fields[Post::NOTICE]["raw"]
      applied("notice", postId: question.id, block: "", revision: 3)

      expect(replaced).to eq("<!-- hd -->\nNot official any more\n<!-- /hd -->")
      expect(Post.find(question.id).custom_fields[Post::NOTICE]).to be_nil
      expect(UserHistory.where(acting_user_id: bot.id).count).to eq(3)
    end

    it "is refused on a post that is gone" do
      PostDestroyer.new(Fabricate(:admin), Fabricate(:post, topic: topic)).destroy

      expect(applied("notice", postId: 999_999, block: "x")).to include("outcome" => "refused", "reason" => "closed_or_gone")
    end
  end

  describe "like" do
    it "likes once, and says so the second time as well" do
      outcomes = 2.times.map { |n| applied("like", postId: question.id, revision: n + 1)["outcome"] }

      expect(outcomes).to eq(%w[done done])
      expect(question.reload.like_count).to eq(1)
    end

    it "is refused on the bot's own post" do
      own = Fabricate(:post, topic: topic, user: bot)

      expect(applied("like", postId: own.id)).to include("outcome" => "refused", "reason" => "not_permitted")
    end
  end

  describe "badge" do
    fab!(:badge) { Fabricate(:badge, multiple_grant: true) }

    it "is granted once, also one that may be granted several times" do
      outcomes = 2.times.map { |n| applied("badge", userId: expert.id, badgeId: badge.id, revision: n + 1)["outcome"] }

      expect(outcomes).to eq(%w[done done])
      expect(UserBadge.where(user: expert, badge: badge, granted_by: bot).count).to eq(1)
    end

    it "says why not: nobody, no such badge, badges off" do
      reasons = [[999_999, badge.id], [expert.id, 999_999]].map { |user, one| applied("badge", userId: user, badgeId: one)["reason"] }
      SiteSetting.enable_badges = false
      reasons << applied("badge", userId: expert.id, badgeId: badge.id)["reason"]

      expect(reasons).to eq(%w[recipient_unknown invalid ability_missing])
    end
  end

  describe "solution" do
    fab!(:answer) { Fabricate(:post, topic: topic, user: expert) }

    before do
      skip "Solved is not installed" unless defined?(DiscourseSolved)
      SiteSetting.solved_enabled = true
      SiteSetting.allow_solved_on_all_topics = true
    end

    def accepted
      HybridDesk::Compat.accepted_posts([topic.id]).map(&:last)
    end

    it "accepts and takes back, each once" do
      events =
        events_named(:accepted_solution) do
          2.times { |n| applied("solution", postId: answer.id, accepted: true, revision: n + 1) }
        end
      shown = accepted
      taken = 2.times.map { |n| applied("solution", postId: answer.id, accepted: false, revision: n + 3)["outcome"] }

      expect([shown, events.size]).to eq([[answer.id], 1])
      expect([taken, accepted]).to eq([%w[done done], []])
    end

    it "is refused where the forum allows no solutions, and missing while Solved is off" do
      SiteSetting.allow_solved_on_all_topics = false
      not_here = applied("solution", postId: answer.id, accepted: true)
      SiteSetting.solved_enabled = false
      off = applied("solution", postId: answer.id, accepted: true)

      expect([not_here, off].map { |one| one["reason"] }).to eq(%w[not_permitted ability_missing])
    end
  end

  describe "assignment" do
    before do
      skip "Assign is not installed" unless defined?(Assigner)
      SiteSetting.assign_enabled = true
      group.add(bot)
      SiteSetting.assign_allowed_on_groups = group.id.to_s
    end

    def assigned
      HybridDesk::Compat.assigned([topic.id]).map { |_, id, _| id }
    end

    it "TR-18 shows the owner, once, and nobody" do
      2.times { |n| applied("assignment", topicId: topic.id, userId: expert.id, revision: n + 1) }
      shown = assigned
      small_actions = topic.posts.where(action_code: "assigned").count
      2.times { |n| applied("assignment", topicId: topic.id, userId: nil, revision: n + 3) }

      expect([shown, small_actions, assigned]).to eq([[expert.id], 1, []])
    end

    it "TR-18 says why the forum refuses: not assignable, cannot see the topic, at the limit, the bot may not" do
      outsider = Fabricate(:user)
      private_topic = message_with
      not_assignable = applied("assignment", topicId: topic.id, userId: outsider.id)
      without_access = applied("assignment", topicId: private_topic.id, userId: expert.id)
      SiteSetting.max_assigned_topics = 1
      applied("assignment", topicId: topic.id, userId: expert.id, revision: 2)
      at_limit = applied("assignment", topicId: Fabricate(:post).topic_id, userId: expert.id, key: "assignment:2")
      group.remove(bot)
      not_permitted = applied("assignment", topicId: topic.id, userId: nil, key: "assignment:3")

      expect([not_assignable, without_access, at_limit, not_permitted].map { |one| one["reason"] }).to eq(
        %w[not_assignable assignee_without_access assignee_at_limit not_permitted],
      )
    end
  end

  describe "timer" do
    it "is set, found as it is, moved and taken away" do
      at = 2.days.from_now.utc.iso8601(3)
      later = 3.days.from_now.utc.iso8601(3)
      set = applied("timer", topicId: topic.id, kind: "close", at: at)
      again = applied("timer", topicId: topic.id, kind: "close", at: at, revision: 2)
      moved = applied("timer", topicId: topic.id, kind: "close", at: later, revision: 3)
      timer = TopicTimer.find_by(topic: topic)
      gone = applied("timer", topicId: topic.id, kind: "close", at: nil, revision: 4)

      expect([set, again, moved, gone].map { |one| one["outcome"] }).to eq(["done"] * 4)
      expect(timer.execute_at).to be_within(1.second).of(Time.zone.parse(later))
      expect(timer.user).to eq(bot)
      expect(TopicTimer.where(topic: topic).count).to eq(0)
    end

    it "is refused for the past" do
      answer = applied("timer", topicId: topic.id, kind: "bump", at: 1.minute.ago.utc.iso8601(3))

      expect(answer).to include("outcome" => "refused", "reason" => "invalid")
    end
  end

  describe "status" do
    it "closes, archives and hides once" do
      steps = [["closed", true], ["closed", true], ["closed", false], ["archived", true], ["visible", false]]

      outcomes =
        steps.each_with_index.map do |(status, enabled), n|
          applied("status", topicId: topic.id, status: status, enabled: enabled, revision: n + 1)["outcome"]
        end

      expect(outcomes).to eq(["done"] * 5)
      expect(topic.reload).to have_attributes(closed: false, archived: true, visible: false)
      expect(topic.posts.where(action_code: "closed.enabled").count).to eq(1)
    end
  end

  describe "participant" do
    it "ES-16 takes people and groups in and out, each once" do
      private_topic = message_with
      steps = [
        [{ userId: expert.id }, true],
        [{ userId: expert.id }, true],
        [{ userId: expert.id }, false],
        [{ groupId: group.id }, true],
        [{ groupId: group.id }, true],
      ]

      outcomes =
        steps.each_with_index.map do |(who, present), n|
          applied("participant", topicId: private_topic.id, who: who, present: present, revision: n + 1)["outcome"]
        end

      expect(outcomes).to eq(["done"] * 5)
      expect(private_topic.reload.allowed_users).not_to include(expert)
      expect(private_topic.allowed_groups).to contain_exactly(group)
      expect(private_topic.posts.where(action_code: %w[invited_user removed_user invited_group]).count).to eq(3)
    end

    it "says why not: a public topic, nobody, a group that takes no messages, a message of others" do
      private_topic = message_with
      silent = Fabricate(:group, messageable_level: Group::ALIAS_LEVELS[:nobody])

      reasons =
        [
          [topic.id, { userId: expert.id }],
          [private_topic.id, { userId: 999_999 }],
          [private_topic.id, { groupId: silent.id }],
          [Fabricate(:private_message_topic).id, { userId: expert.id }],
        ].each_with_index.map { |(id, who), n| applied("participant", topicId: id, who: who, present: true, key: "p:#{n}")["reason"] }

      expect(reasons).to eq(%w[made_public recipient_unknown recipient_not_messageable closed_or_gone])
    end
  end
end
