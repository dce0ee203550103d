# frozen_string_literal: true

require_relative "../plugin_helper"

describe "What the service asks, signed" do
  include HybridDeskRequests

  fab!(:bot) { Fabricate(:moderator) }

  let(:ping) { "/hybrid-desk/ping.json" }
  let(:apply) { "/hybrid-desk/apply.json" }
  let(:config) { { type: "config", key: "config:a", revision: 1, community: "a", value: nil } }

  before { set_up_desk(bot) }

  def expect_error(type, status)
    expect([response.status, response.parsed_body["error_type"]]).to eq([status, type])
    expect(response.parsed_body["errors"]).to match([String])
  end

  it "is answered" do
    body = signed(:get, ping)

    expect(response.status).to eq(200)
    expect(body).to include("contract" => 1, "plugin" => HybridDesk::VERSION, "problems" => be_an(Array))
  end

  it "is not there while the plugin is off" do
    SiteSetting.hybrid_desk_enabled = false

    signed(:get, ping)

    expect(response.status).to eq(404)
  end

  it "is refused while there is no secret, also when it was signed with the empty one" do
    SiteSetting.hybrid_desk_secret = ""

    signed(:get, ping, secret: "")

    expect_error("not_configured", 503)
  end

  it "is refused with another site's secret" do
    signed(:get, ping, secret: "another")

    expect_error("bad_signature", 401)
  end

  it "is refused without signature, whoever asks" do
    [nil, Fabricate(:user), Fabricate(:moderator), Fabricate(:admin)].each do |person|
      person ? sign_in(person) : delete("/session/nobody.json")
      get ping

      expect_error("bad_signature", 401)
    end
  end

  it "is refused when the body was changed on the way" do
    signed(:post, apply, { contract: 1, effects: [config] }, body: JSON.generate(contract: 1, effects: [config.merge(key: "b")]))

    expect_error("bad_signature", 401)
  end

  it "is refused when it came to another path than it was signed for, or with another query" do
    signed(:post, "/hybrid-desk/state.json", { contract: 1, topicIds: [1] }, path: apply)
    expect_error("bad_signature", 401)

    signed(:get, ping, path: "#{ping}?a=1")
    expect_error("bad_signature", 401)
  end

  it "is refused more than five minutes before or after its time" do
    signed(:get, ping, now: 301.seconds.ago)
    expect_error("old_timestamp", 401)

    signed(:get, ping, now: 302.seconds.from_now)
    expect_error("old_timestamp", 401)

    signed(:get, ping, now: 290.seconds.ago)
    expect(response.status).to eq(200)
  end

  it "is refused when it was here before" do
    headers = HybridDesk::Signature.headers(HybridDeskRequests::SECRET, method: "GET", path: ping, body: "")

    statuses = 2.times.map { get(ping, headers: headers) }

    expect(statuses).to eq([200, 401])
    expect_error("used_nonce", 401)
  end

  it "is refused by what it says of its length, before anybody reads or checks it" do
    HybridDesk::Signature.expects(:of).never
    parsed = []
    ActionDispatch::Request.stubs(:parameter_parsers).returns(json: ->(text) { parsed.push(text) && {} })

    post apply, params: "x" * (10.megabytes + 1), headers: { "Content-Type" => "application/json" }

    expect(parsed).to eq([])
    expect_error("too_large", 413)
  end

  it "has no body when it only asks: none is read, whatever it says of its length" do
    read = []
    ActionDispatch::Request.any_instance.stubs(:raw_post).with { read.push(1) }.returns("")
    headers = HybridDesk::Signature.headers(HybridDeskRequests::SECRET, method: "GET", path: ping, body: "")
    statuses =
      [1, 10.megabytes + 1].map do |bytes|
        options = { method: "GET", input: "x", "CONTENT_LENGTH" => bytes.to_s }
        env = Rack::MockRequest.env_for("http://test.localhost#{ping}", options)
        headers.each { |name, value| env["HTTP_#{name.upcase.tr("-", "_")}"] = value }
        Rails.application.call(env).first
      end

    expect(statuses).to eq([401, 413])
    expect(read).to eq([])
  end

  it "is told that the forum is read-only when Redis takes no nonce" do
    Discourse.redis.stubs(:set).returns(nil)

    signed(:get, ping)

    expect_error("read_only", 503)
  end

  it "is refused when it is no JSON object, but only to the service" do
    post apply, params: "{", headers: { "Content-Type" => "application/json" }
    expect_error("bad_signature", 401)

    ["{", "[]", "\xff".b, ""].each do |body|
      signed(:post, apply, body)
      expect_error("not_json", 400)
    end
  end

  it "is neither parsed nor logged by Rails: private texts are in it" do
    ActionDispatch::Request.expects(:parameter_parsers).never
    payloads = []

    ActiveSupport::Notifications.subscribed(->(*, payload) { payloads.push(payload[:params]) }, "process_action.action_controller") do
      signed(:post, apply, { contract: 1, effects: [config] })
    end

    expect(response.status).to eq(200)
    expect(payloads.first.keys).to match_array(%i[controller action format])
  end

  it "names both numbers when plugin and service speak different ones" do
    signed(:post, apply, { contract: 2, effects: [config] })

    expect_error("version_mismatch", 409)
    expect(response.parsed_body["versions"]).to eq("plugin" => 1, "service" => 2)
  end

  it "says where a request does not have the agreed form" do
    signed(:post, "/hybrid-desk/state.json", { contract: 1, topicIds: ["one"] })

    expect_error("invalid_request", 422)
    expect(response.parsed_body["errors"].first).to include("/topicIds/0")
  end

  it "says which forum it is, and takes nothing that is meant for another: a copy has the same secret" do
    site = signed(:get, ping)["site"]

    signed(:post, apply, { contract: 1, site: "https://staging.example.org", effects: [config] })
    expect_error("other_forum", 409)
    expect(HybridDesk::Effect.count).to eq(0)

    signed(:post, apply, { contract: 1, site: site, effects: [config] })
    expect([site, response.status]).to eq([Discourse.base_url, 200])
  end

  it "takes at most 100 effects and 200 topics" do
    signed(:post, apply, { contract: 1, effects: [config] * 101 })
    expect_error("too_many", 422)

    signed(:post, "/hybrid-desk/state.json", { contract: 1, topicIds: (1..201).to_a })
    expect_error("too_many", 422)
  end

  it "changes nothing while the forum is read-only, and still answers questions" do
    Discourse.stubs(:readonly_mode?).returns(true)

    signed(:post, apply, { contract: 1, effects: [config] })
    expect_error("read_only", 503)

    signed(:get, ping)
    expect(response.status).to eq(200)
  end

  it "is served on a forum that only members may read" do
    SiteSetting.login_required = true

    signed(:get, ping)

    expect(response.status).to eq(200)
  end

  describe "with a bot that may not act" do
    {
      "is suspended" => ->(bot) { bot.update!(suspended_till: 1.year.from_now, suspended_at: Time.now) },
      "is silenced" => ->(bot) { bot.update!(silenced_till: 1.year.from_now) },
      "was renamed" => ->(bot) { bot.update!(username: "anothername") },
      "is no moderator any more" => ->(bot) { bot.update!(moderator: false) },
      "is not activated" => ->(bot) { bot.update!(active: false) },
      "is the system account" => ->(_) { SiteSetting.hybrid_desk_bot_username = "system" },
      "was never named" => ->(_) { SiteSetting.hybrid_desk_bot_username = "" },
    }.each do |what, change|
      it "refuses all effects, and ping says why, when it #{what}" do
        change.call(bot)

        signed(:post, apply, { contract: 1, effects: [config] })
        expect_error("bot_unfit", 409)

        expect(signed(:get, ping).dig("bot", "problem")).to be_present
        expect(response.parsed_body["problems"]).to include(HybridDesk::Problems.text("bot"))
        expect(HybridDesk::Problems.text("bot")).to start_with("The account of the bot cannot act. ")
      end
    end
  end

  it "answers in the form of the contract" do
    HybridDesk::Config.create!(community: "a", version: 7, value: {})

    answers = {
      "pingAnswer" => signed(:get, ping),
      "stateAnswer" => signed(:post, "/hybrid-desk/state.json", { contract: 1, topicIds: [Fabricate(:post).topic_id, 999_999] }),
      "applyAnswer" => signed(:post, apply, { contract: 1, effects: [config] }),
    }

    expect(answers.map { |part, answer| HybridDesk::Contract.problem(part, answer) }).to eq([nil, nil, nil])
    expect(answers["pingAnswer"]["configs"]).to eq("a" => 7)
  end
end
