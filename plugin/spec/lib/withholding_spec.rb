# frozen_string_literal: true

require "rails_helper"

RSpec.describe HybridDesk::Withholding do
  fab!(:bot) { Fabricate(:moderator, username: "desk") }
  fab!(:desk) { Fabricate(:group, name: "ask_tax", messageable_level: Group::ALIAS_LEVELS[:everyone]) }
  fab!(:asker) { Fabricate(:user, trust_level: 2) }
  fab!(:member) { Fabricate(:user) }
  fab!(:staff) { Fabricate(:admin) }
  fab!(:category) { Fabricate(:category) }
  fab!(:own_hook) { Fabricate(:wildcard_web_hook, payload_url: "https://desk.example.org/hook") }
  fab!(:foreign_hook) { Fabricate(:wildcard_web_hook, payload_url: "https://other.example/hook") }

  let(:sent) { Hash.new { |hash, url| hash[url] = [] } }
  let(:to_us) { sent["https://desk.example.org/hook"] }
  let(:to_others) { sent["https://other.example/hook"] }

  before do
    SiteSetting.hybrid_desk_enabled = true
    SiteSetting.hybrid_desk_bot_username = bot.username
    SiteSetting.hybrid_desk_service_url = "https://desk.example.org"
    desk_config(category: category, groups: { ask: [desk.id] })
    desk.add(bot)
    Jobs.run_immediately!
    %w[https://desk.example.org/hook https://other.example/hook].each do |url|
      stub_request(:post, url).to_return do |request|
        sent[url] << { "event" => request.headers["X-Discourse-Event"] }.merge(JSON.parse(request.body))
        { status: 200, body: "" }
      end
    end
  end

  def ask_privately(to: { target_group_names: desk.name })
    PostCreator.create!(
      asker,
      { title: "My own tax matter is secret", raw: "The canary sings at night", archetype: "private_message" }.merge(to)
    )
  end

  def events(deliveries)
    deliveries.map { |delivery| delivery["event"] }
  end

  it "PR-13.1 sends a second unfiltered hook nothing of a private ticket from its first second, and ours everything" do
    post = ask_privately
    PostCreator.create!(bot, topic_id: post.topic_id, raw: "Thank you for asking us, we look at it")
    PostRevisor.new(post.reload).revise!(asker, { raw: "The canary sings at night, and at noon" }, force_new_version: true)
    PostRevisor.new(post.reload).revise!(asker, { title: "My own tax matter is very secret" }, force_new_version: true)
    PostActionCreator.like(bot, post)
    PostActionCreator.notify_user(bot, post, message: "Please say more of the canary")
    PostActionCreator.notify_moderators(bot, post, message: "Please look at the canary")
    PostActionCreator.spam(bot, post)
    post.topic.update_status("closed", true, bot)
    PostDestroyer.new(staff, post.topic.posts.last).destroy
    PostDestroyer.new(staff, post.reload).destroy

    expect(JSON.generate(to_others)).not_to include("canary", "tax matter", "tax-matter")
    expect(to_others.map { |delivery| delivery.keys.last }.uniq - %w[user group group_user user_promoted category]).to eq([])
    expect(events(to_us)).to include(
      "topic_created",
      "post_created",
      "post_edited",
      "topic_edited",
      "post_liked",
      "reviewable_created",
      "post_destroyed"
    )
    expect(WebHookEvent.where(web_hook: foreign_hook).where("payload LIKE '%canary%'")).to be_empty
  end

  it "PR-13.1 sends a second hook nothing of a message to a group of the bot while the service has told nothing yet" do
    HybridDesk::Config.delete_all

    topic = ask_privately.topic
    desk.remove(bot)
    PostCreator.create!(asker, topic_id: topic.id, raw: "The canary sings without the bot")

    expect(JSON.generate(to_others)).not_to include("canary", "tax matter", "tax-matter")
    expect(events(to_us)).to include("topic_created", "post_created")
  end

  it "withholds solutions, assignments and notifications too" do
    topic = ask_privately.topic
    reply = PostCreator.create!(asker, topic_id: topic.id, raw: "One more thing about the canary")
    to_others.clear

    %w[solved assign notification like]
      .zip([{ id: reply.id, topic_id: topic.id }, { topic_id: topic.id }, { topic_id: topic.id }, { post: { id: reply.id } }])
      .each do |type, payload|
        WebHook
          .where(id: [own_hook.id, foreign_hook.id])
          .each do |hook|
            Jobs.enqueue(:emit_web_hook_event, web_hook_id: hook.id, event_type: type, event_name: "#{type}_x", payload: payload.to_json)
          end
      end

    expect(to_others).to eq([])
    expect(events(to_us).last(4)).to eq(%w[solved_x assign_x notification_x like_x])
  end

  it "sends other hooks what is public, and messages of others, as it always was" do
    PostCreator.create!(member, title: "A question for everybody to read", raw: "Nothing secret in here at all", category: category.id)
    PostCreator.create!(
      staff,
      title: "A message between two of us",
      raw: "Nothing of the desk in here",
      archetype: "private_message",
      target_usernames: member.username
    )

    expect(events(to_others)).to include("topic_created", "post_created")
    expect(JSON.generate(to_others)).to include("Nothing secret in here", "Nothing of the desk in here")
  end

  it "withholds a message that the bot was taken out of" do
    topic = ask_privately(to: { target_usernames: "#{bot.username},#{member.username}" }).topic
    topic.remove_allowed_user(staff, bot)
    to_others.clear

    PostCreator.create!(asker, topic_id: topic.id, raw: "The canary sings without the bot")

    expect(JSON.generate(to_others)).not_to include("canary")
    expect(HybridDesk::ProtectedTopic.pluck(:topic_id)).to eq([topic.id])
  end

  it "withholds a message that a group of the desk was taken out of" do
    topic = ask_privately.topic
    topic.remove_allowed_group(staff, desk.name)
    to_others.clear

    PostCreator.create!(asker, topic_id: topic.id, raw: "The canary sings without the group")

    expect(JSON.generate(to_others)).not_to include("canary")
  end

  describe "when staff move posts of a private ticket" do
    fab!(:others) { Fabricate(:private_message_topic, user: staff, recipient: member) }
    let!(:post) { ask_privately }
    let!(:reply) { PostCreator.create!(asker, topic_id: post.topic_id, raw: "One more thing about the canary") }

    before do
      Fabricate(:post, topic: others, user: staff)
      # As in a forum: what a move enqueues is sent when it is complete.
      Jobs.run_later!
    end

    def deliver
      Jobs::EmitWebHookEvent.jobs.each { |job| Jobs::EmitWebHookEvent.new.execute(job["args"].first) }
    end

    # The desk itself does not come along: only what is remembered makes the other message its own.
    def move(*posts, **where)
      post.topic.move_posts(staff, posts.map(&:id), { archetype: "private_message", **where })
    end

    it "PR-13.1 withholds them in a new message of others, too" do
      there = move(reply, title: "A quite ordinary message of staff", participants: member.username)
      PostRevisor.new(reply.reload).revise!(staff, { raw: "One more thing about the canary, edited" }, force_new_version: true)
      first = move(post, title: "Another ordinary message of staff", participants: member.username).first_post
      PostActionCreator.like(staff, first)
      deliver

      expect(there.allowed_groups).to be_empty
      expect(JSON.generate(to_others)).not_to include("canary")
      expect(JSON.generate(to_us)).to include("canary, edited")
    end

    it "PR-13.1 withholds them where they were merged into a message of others" do
      move(post, reply, destination_topic_id: others.id)
      PostActionCreator.like(member, reply.reload)
      deliver

      expect(reply.topic_id).to eq(others.id)
      expect(JSON.generate(to_others)).not_to include("canary")
    end

    it "withholds nothing of a message into which others move posts of theirs" do
      more = Fabricate(:post, topic: Fabricate(:private_message_topic, user: staff), user: staff, raw: "Nothing of the desk's")
      more.topic.move_posts(staff, [more.id], { archetype: "private_message", destination_topic_id: others.id })

      expect(HybridDesk::ProtectedTopics.any?([others.id])).to eq(false)
    end
  end

  it "withholds what is on its way when a public question becomes private" do
    post =
      PostCreator.create!(asker, title: "A question that becomes private", raw: "The canary was public for a while", category: category.id)
    PostCreator.create!(bot, topic_id: post.topic_id, raw: "The desk looks at it, thank you")
    TopicConverter.new(post.topic, staff).convert_to_private_message
    to_others.clear

    PostCreator.create!(asker, topic_id: post.topic_id, raw: "The canary is private from now on")

    expect(JSON.generate(to_others)).not_to include("canary")
  end

  it "stays on a message that is gone for good" do
    topic_id = ask_privately.topic_id
    Topic.where(id: topic_id).delete_all
    to_others.clear

    Jobs.enqueue(
      :emit_web_hook_event,
      web_hook_id: foreign_hook.id,
      event_type: "post",
      event_name: "x",
      payload: { topic_id: topic_id }.to_json
    )

    expect(to_others).to eq([])
  end

  it "withholds a message to the desk that waits for approval, which has names only" do
    waiting = { archetype: "private_message", raw: "canary", target_recipients: "somebody,#{desk.name}" }
    reviewable = Fabricate(:reviewable_queued_post, topic: nil, payload: waiting)
    [to_others, to_us].each(&:clear)

    [foreign_hook, own_hook].each do |hook|
      Jobs.enqueue(
        :emit_web_hook_event,
        web_hook_id: hook.id,
        event_type: "reviewable",
        event_name: "x",
        payload: { id: reviewable.id }.to_json
      )
    end

    expect([to_others.size, to_us.size]).to eq([0, 1])
  end

  it "withholds how full the inbox of a desk group is" do
    others = Fabricate(:group)
    to_others.clear

    [desk.id, others.id].each do |group_id|
      payload = { id: 1, data: { group_id: group_id, inbox_count: 3 } }.to_json
      Jobs.enqueue(:emit_web_hook_event, web_hook_id: foreign_hook.id, event_type: "notification", event_name: "x", payload: payload)
    end

    expect(to_others.size).to eq(1)
  end

  it "sends nothing that it cannot read to other hooks" do
    Jobs::EmitWebHookEvent.new.execute(web_hook_id: foreign_hook.id, event_type: "post", event_name: "x", payload: "<html>")

    expect(to_others).to eq([])
  end

  it "is asked with keys of both kinds" do
    topic_id = ask_privately.topic_id
    to_others.clear
    args = { web_hook_id: foreign_hook.id, event_type: "post", event_name: "x", payload: { topic_id: topic_id }.to_json }

    [args, args.stringify_keys].each { |given| Jobs::EmitWebHookEvent.new.execute(given) }

    expect(to_others).to eq([])
  end

  it "sends everything to every hook while the plugin is off, or the community does not want it" do
    SiteSetting.hybrid_desk_enabled = false
    ask_privately
    SiteSetting.hybrid_desk_enabled = true
    HybridDesk::Config.last.then { |config| config.update!(value: config.value.deep_merge("switches" => { "withholding" => false })) }
    WebHook.where(id: foreign_hook.id).each { ask_privately(to: { target_usernames: "#{bot.username},#{member.username}" }) }

    expect(events(to_others).count("post_created")).to be >= 2
  end

  it "lets the ping of a hook pass" do
    Jobs.enqueue(:emit_web_hook_event, web_hook_id: foreign_hook.id, event_type: "ping", event_name: "ping")

    expect(to_others).to eq([{ "event" => "ping", "ping" => "OK" }])
  end

  it "tells our own hook participants, tags and the author's groups, and no other hook anything of them" do
    SiteSetting.tagging_enabled = true
    SiteSetting.min_trust_to_create_tag = 0
    SiteSetting.min_trust_level_to_tag_topics = 0
    friends = Fabricate(:group)
    friends.add(asker)
    PostCreator.create!(
      asker,
      title: "A question with a tag on it",
      raw: "Nothing secret in here at all",
      category: category.id,
      tags: ["vat"]
    )
    ask_privately

    public_post, private_post =
      to_us.select { |delivery| delivery["event"] == "post_created" && delivery.dig("post", "user_id") == asker.id }
    expect(public_post["post"]["hybrid_desk"]).to include("tags" => ["vat"], "author_group_ids" => include(friends.id))
    expect(public_post["post"]["hybrid_desk"]).not_to have_key("participants")
    expect(private_post["post"]["hybrid_desk"]["participants"]).to eq("user_ids" => [asker.id], "group_ids" => [desk.id])
    expect(JSON.generate(to_others)).to include("post_created").and(satisfy { |json| !json.include?("hybrid_desk") })
  end

  it "knows whether its hook point is there" do
    expect(described_class.works?).to eq(true)
    expect(described_class.hooked?("::Jobs::NoSuchJob", :execute, described_class::Job)).to eq(false)
    expect(described_class.hooked?("::Jobs::EmitWebHookEvent", :no_such_method, described_class::Job)).to eq(false)
    expect(described_class.hooked?("::Jobs::ProcessPost", :execute, described_class::Job)).to eq(false)
  end

  describe HybridDesk::Withholding::Emitter do
    let(:emitter) do
      Class.new do
        prepend HybridDesk::Withholding::Emitter
        def initialize(web_hook, event)
        end

        def emit!(headers:, body:)
          "sent"
        end
      end
    end

    it "does not send stored deliveries of private tickets again where forums can do that" do
      topic_id = ask_privately.topic_id
      private_body = { post: { topic_id: topic_id } }.to_json

      answers =
        [
          [foreign_hook, private_body],
          [own_hook, private_body],
          [foreign_hook, { post: { topic_id: 0 } }.to_json],
          [foreign_hook, { ping: "OK" }.to_json]
        ].map { |hook, body| emitter.new(hook, nil).emit!(headers: {}, body: body) }

      expect(answers).to eq([nil, "sent", "sent", "sent"])
    end
  end

  describe Jobs::HybridDesk::ProtectWhatIsThere do
    it "deletes what other hooks were sent of the desk's messages before the plugin was there, and remembers these" do
      SiteSetting.hybrid_desk_enabled = false
      PostCreator.create!(member, title: "A question for everybody to read", raw: "Nothing secret in here at all", category: category.id)
      topic = ask_privately.topic
      before = WebHookEvent.where(web_hook: own_hook).count

      SiteSetting.hybrid_desk_enabled = true

      left = WebHookEvent.where(web_hook: foreign_hook).pluck(:payload)
      expect(left.join).to include("Nothing secret").and(satisfy { |text| !text.include?("canary") })
      expect(WebHookEvent.where(web_hook: own_hook).count).to eq(before)
      expect(HybridDesk::ProtectedTopic.pluck(:topic_id)).to eq([topic.id])
    end

    it "does so too when a group becomes one of the desk's, or another account the bot" do
      others = Fabricate(:group, messageable_level: Group::ALIAS_LEVELS[:everyone])
      first = ask_privately(to: { target_group_names: others.name }).topic_id
      second = ask_privately(to: { target_usernames: staff.username }).topic_id

      HybridDesk::Config.last.then { |config| config.update!(value: config.value.deep_merge("groups" => { "expert" => [others.id] })) }
      SiteSetting.hybrid_desk_bot_username = staff.username

      expect(HybridDesk::ProtectedTopic.pluck(:topic_id)).to include(first, second)
      expect(HybridDesk::BotAccounts.ids).to include(bot.id, staff.id)
    end
  end
end
