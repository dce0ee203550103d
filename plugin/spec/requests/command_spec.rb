# frozen_string_literal: true

require_relative "../plugin_helper"
require_relative "../support/service_helper"

describe "The press of a button" do
  include HybridDeskService

  fab!(:member) { Fabricate(:user, trust_level: 2, name: "Ada Voss") }
  fab!(:topic) { Fabricate(:topic) }
  fab!(:post) { Fabricate(:post, topic: topic) }
  fab!(:message) { Fabricate(:private_message_topic) }
  let(:press) { { id: "b1946ac9-2f7e-4a4b-9d3e-0123456789ab", topic_id: topic.id, line: "me too" } }

  before do
    set_up_service
    desk_config(category: topic.category)
    desk_ticket(message)
    service_answers("command", { contract: 1, outcome: "done", text: nil })
  end

  def command(**changes)
    process(:post, "/hybrid-desk/command.json", params: press.merge(changes))
    response.parsed_body
  end

  it "goes to the service with what the forum knows of the person, and its answer comes back" do
    group = Fabricate(:group, users: [member])
    sign_in(member)

    answer = command(post_id: post.id, line: " official for staff ")

    expect([response.status, answer]).to eq([200, { "outcome" => "done", "text" => nil }])
    actor = { "id" => member.id, "username" => member.username, "trustLevel" => 2, "isStaff" => false, "hasName" => true }
    expect(asked_of_service("command")).to match(
      [
        include(
          "id" => press[:id],
          "topicId" => topic.id,
          "postId" => post.id,
          "line" => "official for staff",
          "actor" => include(**actor.merge("groupIds" => include(group.id))),
        ),
      ],
    )
  end

  it "takes nothing of that from the browser" do
    sign_in(member)

    claims = { actor: { id: 1 }, actor_id: 1, groupIds: [1], group_ids: [1], trustLevel: 4, trust_level: 4, is_staff: true }
    command(**claims, at: "2000-01-01T00:00:00.000Z")

    sent = asked_of_service("command").first
    expect(sent["actor"]).to include("id" => member.id, "trustLevel" => 2, "isStaff" => false)
    expect(sent["actor"]["groupIds"]).to match_array(member.group_users.pluck(:group_id))
    expect(Time.zone.parse(sent["at"])).to be_within(1.minute).of(Time.zone.now)
  end

  it "UI-21.2 hands a refusal of the service on in its own words" do
    service_answers("command", { contract: 1, outcome: "refused", text: "`priority` is for other people here." })
    sign_in(member)

    expect(command(line: "priority urgent")).to eq("outcome" => "refused", "text" => "`priority` is for other people here.")
    expect(response.status).to eq(200)
  end

  it "pressed twice or taken back keeps its id, so that the service knows it" do
    sign_in(member)

    2.times { command }
    command(take_back: true)

    asked = asked_of_service("command")
    expect(asked.map { |body| body["id"] }.uniq).to eq([press[:id]])
    expect(asked.map { |body| body["takeBack"] }).to match_array([nil, nil, true])
  end

  it "is for people who are logged in, may write and see the topic: nobody else learns anything, and nothing is sent" do
    expect([command(topic_id: message.id), response.status].last).to eq(403)

    sign_in(member)
    expect([command(topic_id: message.id), response.status].last).to eq(404)
    expect([command(topic_id: 987_654), response.status].last).to eq(404)
    expect([command(post_id: Fabricate(:post).id), response.status].last).to eq(404)
    whisper = Fabricate(:post, topic: topic, post_type: Post.types[:whisper])
    expect([command(post_id: whisper.id), response.status].last).to eq(404)

    member.update!(silenced_till: 1.day.from_now)
    expect([command, response.status].last).to eq(403)
    expect(asked_of_service("command")).to eq([])
  end

  it "is for what the desk reads: no other topic, nor a message of one's own that the bot is not in" do
    own = Fabricate(:private_message_topic, user: member)
    elsewhere = Fabricate(:topic, category: Fabricate(:category))
    sign_in(member)
    status = ->(place) { [command(topic_id: place.id), response.status].last }
    refused = [status.call(own), status.call(elsewhere)]
    desk_ticket(elsewhere)
    bot = Fabricate(:moderator)
    SiteSetting.hybrid_desk_bot_username = bot.username
    own.topic_allowed_users.create!(user: bot)

    expect([refused, status.call(own), status.call(elsewhere)]).to eq([[404, 404], 200, 200])
    expect(asked_of_service("command").size).to eq(2)
  end

  it "is answered for everybody who sees the topic, in a message for those who take part and for administrators" do
    expert = Fabricate(:user)
    Fabricate(:group, users: [expert])
    moderator = Fabricate(:moderator)
    admin = Fabricate(:admin)
    SiteSetting.hybrid_desk_bot_username = Fabricate(:moderator).username
    seen =
      [member, expert, moderator, admin, message.user].map do |person|
        sign_in(person)
        [topic, message].map { |place| [command(topic_id: place.id), response.status].last }
      end

    expect(seen).to eq([[200, 404], [200, 404], [200, 404], [200, 200], [200, 200]])
  end

  it "is for those who may reply; a closed topic still takes lines" do
    topic.update!(closed: true)
    sign_in(member)
    closed = [command, response.status].last
    topic.category.set_permissions(everyone: :readonly)
    topic.category.save!

    expect([closed, [command, response.status].last]).to eq([200, 403])
    expect(asked_of_service("command").size).to eq(1)
  end

  it "is refused by the forum where it has no form" do
    sign_in(member)
    wrong = [
      { line: "" },
      { line: "   " },
      { line: "x" * 1001 },
      { line: "a\u0000b" },
      { line: { a: 1 } },
      { id: "1" },
      { id: "#{press[:id]}\nx" },
      { topic_id: "-1" },
      { topic_id: "1 or 1=1" },
      { topic_id: "9" * 30 },
      { post_id: "x" },
    ]

    expect(wrong.map { |changes| [command(**changes), response.status].last }.uniq).to eq([400])
    expect(asked_of_service("command")).to eq([])
  end

  it "is limited, staff too" do
    RateLimiter.enable
    freeze_time
    sign_in(Fabricate(:admin))

    statuses = Array.new(31) { |index| [command(id: format("b1946ac9-2f7e-4a4b-9d3e-%012d", index)), response.status].last }

    expect(statuses.tally).to eq(200 => 30, 429 => 1)
  end

  it "needs the token that the forum asks for" do
    ActionController::Base.allow_forgery_protection = true
    sign_in(member)

    command

    expect(response.status).to eq(403)
    expect(asked_of_service("command")).to eq([])
  ensure
    ActionController::Base.allow_forgery_protection = false
  end

  it "is not there while the plugin is off, and waits while the forum is read-only" do
    sign_in(member)
    Discourse.enable_readonly_mode
    expect([command, response.status].last).to eq(503)
    Discourse.disable_readonly_mode
    SiteSetting.hybrid_desk_enabled = false
    expect([command, response.status].last).to eq(404)
    expect(asked_of_service("command")).to eq([])
  end

  HybridDeskService.failures.each do |what, answer|
    it "UI-23.3 is told to be tried again when the service #{what}; the page goes on" do
      answer.call(stub_request(:post, "#{HybridDeskService::SERVICE}/plugin/command"))
      sign_in(member)

      said = command

      expect([response.status, said["error_type"]]).to eq([503, "unavailable"])
      expect(said["errors"]).to match([/Your post is safe.*try again/])
      expect(said["extras"]).to eq("retry" => true)
      expect(response.body).not_to include("Welcome", "example.org", "secret")
      expect(a_request(:any, /elsewhere/)).not_to have_been_made
      get "/t/#{topic.id}.json"
      expect(response.status).to eq(200)
    end
  end

  it "UI-23.3 waits for nobody while the last greeting found the service away, and asks again after a minute" do
    freeze_time
    HybridDesk::LastContact.failed("slow", 30.seconds.ago)
    sign_in(member)

    away = [command["error_type"], asked_of_service("command").size]
    HybridDesk::LastContact.failed("slow", 61.seconds.ago)

    expect([away, command["outcome"]]).to eq([["unavailable", 0], "done"])
  end

  it "UI-23.3 lets two wait for the service at a time, and each once; the turn of a process that died comes back" do
    HybridDesk::Turns.stubs(:sleep)
    sign_in(member)

    others = Fabricate.times(2, :user)
    full = HybridDesk::Turns.take(others[0]) { HybridDesk::Turns.take(others[1]) { [command, response.status].last } }
    beside = HybridDesk::Turns.take(others[0]) { [command, response.status].last }
    hers = HybridDesk::Turns.take(member) { [command, response.status].last }

    expect([full, beside, hers, [command, response.status].last]).to eq([503, 200, 503, 200])
    HybridDesk::Turns.take(member) { expect(HybridDesk::Turns.keys.map { |key| Discourse.redis.ttl(key) }).to include(be_between(1, 10)) }
  end

  it "says so as well when no address or no secret is set" do
    sign_in(member)
    known = HybridDeskService::SECRET
    wrong = [["", known], ["ftp://desk", known], ["not an address", known], [HybridDeskService::SERVICE, ""]]
    wrong.each do |url, secret|
      SiteSetting.hybrid_desk_service_url = url
      SiteSetting.hybrid_desk_secret = secret

      expect([command["error_type"], response.status]).to eq(["unavailable", 503])
    end
    expect(asked_of_service("command")).to eq([])
  end
end
