# frozen_string_literal: true

require_relative "../plugin_helper"
require_relative "../support/service_helper"

describe Jobs::HybridDesk::Hello do
  include HybridDeskService

  let(:answer) do
    {
      contract: 1,
      service: "0.3.0",
      at: "2026-11-29T10:00:00.000Z",
      lastDeliveryAt: nil,
      effects: { waiting: 2, refused: 1 },
      console: nil,
    }
  end

  before { set_up_service }

  def greet
    described_class.new.execute({})
  end

  it "asks once a minute and keeps what the service says of itself" do
    service_answers("hello", answer)
    freeze_time

    greet

    expect(described_class.every).to eq(1.minute)
    expect(asked_of_service("hello")).to match([include("plugin" => HybridDesk::VERSION, "forum" => Discourse::VERSION::STRING)])
    expect(HybridDesk::LastContact.answer).to include("service" => "0.3.0", "effects" => { "waiting" => 2, "refused" => 1 })
    expect(HybridDesk::LastContact.at).to be_within(1.second).of(Time.zone.now)
    expect(HybridDesk::Problems.service).to eq(nil)
  end

  it "asks at once when the plugin is switched on" do
    service_answers("hello", answer)
    Jobs.run_immediately!
    SiteSetting.hybrid_desk_enabled = false

    SiteSetting.hybrid_desk_enabled = true

    expect(asked_of_service("hello").size).to eq(1)
  end

  it "asks nobody while the plugin is off" do
    SiteSetting.hybrid_desk_enabled = false

    greet

    expect(asked_of_service("hello")).to eq([])
  end

  {
    "is away" => "unreachable",
    "hangs" => "slow",
    "answers HTML" => "no_answer",
    "leads elsewhere" => "no_answer",
    "says that the signature is wrong" => "bad_signature",
    "speaks another number of the contract" => "version_mismatch",
  }.each do |what, type|
    it "UI-26.1 keeps the last answer when the service #{what}, and says so in words after four minutes" do
      service_answers("hello", answer)
      greet
      HybridDeskService.failures.fetch(what).call(stub_request(:post, "#{HybridDeskService::SERVICE}/plugin/hello"))
      freeze_time(5.minutes.from_now)

      greet

      expect(HybridDesk::LastContact.failure).to eq(type)
      expect(HybridDesk::LastContact.answer).to include("service" => "0.3.0")
      expect(HybridDesk::Problems.service).to eq("service")
      expect(HybridDesk::Problems.text("service")).to include(I18n.t("hybrid_desk.failures.#{type}"))
      expect(I18n.t("hybrid_desk.failures.#{type}", locale: :de)).not_to eq(I18n.t("hybrid_desk.failures.#{type}", locale: :en))
    end
  end
end
