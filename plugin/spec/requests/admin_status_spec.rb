# frozen_string_literal: true

require "rails_helper"

RSpec.describe "The state of the connection, for administrators" do
  fab!(:admin) { Fabricate(:admin) }
  fab!(:bot) { Fabricate(:moderator, username: "desk") }
  let(:path) { "/admin/plugins/hybrid-desk/status.json" }

  before do
    SiteSetting.hybrid_desk_enabled = true
    SiteSetting.hybrid_desk_secret = "a secret that nobody shall read"
    SiteSetting.hybrid_desk_service_url = "https://desk.example.org"
    SiteSetting.hybrid_desk_bot_username = bot.username
  end

  def hook(**attributes)
    Fabricate(:web_hook, payload_url: "https://desk.example.org/hook", secret: "another that nobody shall read", **attributes)
  end

  def greeted(at = Time.zone.now)
    answer = {
      contract: 1,
      service: "0.3.0",
      at: at.iso8601,
      lastDeliveryAt: at.iso8601,
      effects: {
        waiting: 2,
        refused: 1
      },
      console: "https://desk.example.org/"
    }
    PluginStore.set("hybrid-desk", "hello", answer)
  end

  def status
    sign_in(admin)
    get path
    response.parsed_body
  end

  def problems
    status["problems"].map { |problem| problem["name"] }
  end

  it "is for administrators only" do
    [nil, Fabricate(:user), Fabricate(:moderator)].each do |person|
      person ? sign_in(person) : nil
      get path
      expect(response).not_to be_successful
    end
    expect(status).to include("plugin" => HybridDesk::VERSION)
    SiteSetting.hybrid_desk_enabled = false
    get path
    expect(response.status).to eq(404)
  end

  it "is green when everything works, and names hook, service, keys, communities and links" do
    own = hook
    WebHookEvent.create!(web_hook: own, payload: "{}", status: 200)
    other = Fabricate(:web_hook)
    desk_config
    greeted
    key = ApiKey.create!(description: "desk").tap { |made| made.api_key_scopes.create!(resource: "hybrid_desk", action: "service") }

    body = status

    expect(body["problems"]).to eq([])
    expect(body["service"]).to include(
      "version" => "0.3.0",
      "effects" => {
        "waiting" => 2,
        "refused" => 1
      },
      "doctor" => "https://desk.example.org/doctor"
    )
    expect(body["hook"]).to include("id" => own.id, "active" => true, "last_status" => 200, "missed" => 0)
    expect(body["withholding"]).to include("works" => true, "on" => true, "other_hooks" => [other.id])
    expect(body["keys"]).to include("with_our_scope" => 1)
    expect(body["communities"]).to match([include("community" => "tax", "name" => "Tax", "version" => 1, "self_served" => 0)])
    expect(key).to be_present
  end

  it "names every hook that is taken for ours by its address, without what a query may hold" do
    own, second =
      %w[https://desk.example.org/hooks/all https://desk.example.org/other?token=nobody-shall-read#x].map do |address|
        Fabricate(:web_hook, payload_url: address)
      end
    Fabricate(:web_hook, payload_url: "https://desk.example.org.elsewhere.example/")

    expect(status["withholding"]["own_hooks"]).to contain_exactly(
      { "id" => own.id, "address" => own.payload_url },
      { "id" => second.id, "address" => "https://desk.example.org/other" }
    )
  end

  it "UI-26.2 shows no secret" do
    hook
    key = ApiKey.create!(description: "desk")

    body = status.to_json

    expect(body).not_to include("nobody shall read", key.key)
  end

  it "UI-26.1 is red within five minutes of a broken connection, here and on the forum's dashboard" do
    hook
    greeted
    expect(problems).to eq([])

    freeze_time(5.minutes.from_now)

    expect(problems).to eq(["service"])
    expect(AdminDashboardData.new.problems.map(&:to_s)).to include(a_string_including(I18n.t("hybrid_desk.problems.service")))
  end

  it "is red while something is not set" do
    SiteSetting.hybrid_desk_secret = ""
    SiteSetting.hybrid_desk_service_url = ""
    SiteSetting.hybrid_desk_bot_username = ""

    expect(problems).to contain_exactly("secret", "service_url", "bot", "own_hook")
  end

  it "is red when the bot is an administrator, and takes no short secret" do
    hook
    greeted
    bot.update!(admin: true)

    expect(problems).to eq(["bot_is_admin"])
    expect { SiteSetting.hybrid_desk_secret = "fifteen letters" }.to raise_error(Discourse::InvalidParameters)
  end

  it "is red when our hook is off, or a delivery was not taken" do
    own = hook(active: false)
    greeted
    expect(problems).to eq(["own_hook"])

    own.update!(active: true)
    WebHookEvent.create!(web_hook: own, payload: "{}", status: 500)
    expect(problems).to eq(["deliveries"])
    expect(status["hook"]).to include("missed" => 1)
  end

  it "is red when withholding does not work" do
    hook
    greeted
    HybridDesk::Withholding.stubs(:works?).returns(false)

    expect(problems).to eq(["withholding"])
  end

  it "says nothing on the dashboard while the plugin is off" do
    SiteSetting.hybrid_desk_enabled = false

    expect(AdminDashboardData.new.problems.map(&:to_s).join).not_to include("Hybrid Desk")
  end

  it "has every text in both languages" do
    names = %w[not_migrated secret service_url bot bot_is_admin withholding own_hook deliveries service]
    texts = %i[en de].map { |locale| names.map { |name| I18n.t("hybrid_desk.problems.#{name}", locale: locale, default: nil) } }

    expect(texts.flatten).to all(be_present)
    expect(texts.first & texts.last).to eq([])
  end
end
