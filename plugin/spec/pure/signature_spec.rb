# frozen_string_literal: true

describe HybridDesk::Signature do
  def signed_of(vector)
    described_class::Signed.new(**vector.slice("timestamp", "nonce", "method", "path", "body").transform_keys(&:to_sym))
  end

  fixture("plugin-signatures.json").each do |vector|
    it "is the one that the service makes: #{vector["name"]}" do
      expect(described_class.of(vector["secret"], signed_of(vector))).to eq(vector["signature"])
      expect(described_class.by?(vector["secret"], signed_of(vector), vector["signature"])).to eq(vector["secret"] != "")
    end
  end

  it "is not good for anything that differs from what was signed" do
    vector = fixture("plugin-signatures.json").first
    changes = { "timestamp" => "1", "nonce" => "0" * 32, "method" => "PUT", "path" => "/", "body" => "x" }

    signed = changes.map { |field, value| signed_of(vector.merge(field => value)) }
    good = signed.map { |one| described_class.by?(vector["secret"], one, vector["signature"]) }

    expect(good).to eq([false] * 5)
  end

  it "makes headers with a new nonce each time" do
    made = Array.new(2) { described_class.headers("s", method: "GET", path: "/", body: "", now: Time.at(1_796_000_000)) }

    expect(made.map { |headers| headers["X-Hybrid-Desk-Nonce"] }.uniq.size).to eq(2)
    expect(made.first["X-Hybrid-Desk-Timestamp"]).to eq("1796000000")
  end
end
