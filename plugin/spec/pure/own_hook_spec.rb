# frozen_string_literal: true

require_relative "../../lib/hybrid_desk/withholding/own_hook"

RSpec.describe HybridDesk::Withholding::OwnHook do
  def own?(url, service_url: "https://desk.example.org/hd", own_webhook_id: 0)
    described_class.own?(5, url, service_url: service_url, own_webhook_id: own_webhook_id)
  end

  it "is the hook that sends below the address of the service" do
    expect(own?("https://desk.example.org/hd/hook")).to eq(true)
    expect(own?(" https://DESK.example.org:443/hd ")).to eq(true)
    expect(own?("https://desk.example.org/x", service_url: "https://desk.example.org/")).to eq(true)
  end

  it "is no address that only begins with the same letters" do
    expect(own?("https://desk.example.org/hdx")).to eq(false)
    expect(own?("https://desk.example.org.evil.example/hd/hook")).to eq(false)
    expect(own?("https://desk.example.org@evil.example/hd/hook")).to eq(false)
    expect(own?("http://desk.example.org/hd/hook")).to eq(false)
    expect(own?("https://desk.example.org:444/hd/hook")).to eq(false)
  end

  it "is no address that leads out of the service's folder" do
    %w[hd/../other hd/%2e%2e/other hd/.%2E/other hd/..%2fother].each { |path| expect(own?("https://desk.example.org/#{path}")).to eq(false) }
    expect(own?("https://desk.example.org/hd/a.b")).to eq(true)
  end

  it "is the hook of the setting where one is named, and no other" do
    expect(own?("https://elsewhere.example/", own_webhook_id: 5)).to eq(true)
    expect(own?("https://desk.example.org/hd/hook", own_webhook_id: 6)).to eq(false)
  end

  it "is none while nothing is set" do
    expect(own?("https://desk.example.org/hd/hook", service_url: "")).to eq(false)
    expect(own?("", service_url: "")).to eq(false)
    expect(own?("not an address", service_url: "not an address")).to eq(false)
  end
end
