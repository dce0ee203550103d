# frozen_string_literal: true

describe HybridDesk::RequestCheck do
  let(:shared) { "a secret that both know" }
  let(:now) { Time.at(1_796_000_000) }
  let(:used) { [] }
  let(:nonces) { double(:nonces).tap { |one| allow(one).to receive(:first_use?) { |nonce| !used.include?(nonce) && used.push(nonce) } } }

  def refusal_of
    yield
    nil
  rescue HybridDesk::Refusal => e
    e
  end

  def check(at: now, secret: shared, known: shared, nonce: "a" * 32, signature: nil, &body)
    signed = HybridDesk::Signature::Signed.new(timestamp: at.to_i.to_s, nonce: nonce, method: "POST", path: "/p", body: "{}")
    given = signature || HybridDesk::Signature.of(secret, signed)
    body ||= -> { "{}" }
    refusal_of { described_class.new(secret: known, now: now, nonces: nonces).check(signed, given, &body) }
  end

  it "lets a request through that is signed, of now, and new" do
    expect(check).to be_nil
  end

  it "looks at secret, time, signature and nonce in this order, and remembers no nonce before the last" do
    types = [
      check(known: "", secret: "", at: now - 900),
      check(secret: "other", at: now - 301),
      check(secret: "other"),
      check(at: now + 301),
      check,
      check,
    ].map { |refusal| refusal&.type }

    expect(types).to eq(["not_configured", "old_timestamp", "bad_signature", "old_timestamp", nil, "used_nonce"])
  end

  it "knows a secret that is blank or short for none" do
    types = [" " * 20, "short", "fifteen letters", " fifteen letters "].map { |secret| check(known: secret, secret: secret)&.type }

    expect(types).to eq(["not_configured"] * 4)
    expect(check(known: "sixteen letters.", secret: "sixteen letters.")).to be_nil
  end

  it "reads no body while the head of the request can be none of ours" do
    read = []
    changes = [{ nonce: "x" }, { at: now - 301 }, { signature: "" }, { known: "short" }]
    changes.each { |change| check(**change) { read.push(change) && "{}" } }

    expect(read).to eq([])
  end

  it "takes no nonce and no timestamp of another form" do
    types = [check(nonce: "A" * 32), check(nonce: "a\nb"), check(signature: ""), check(signature: "ä")].map(&:type)

    expect(types).to eq(["bad_signature"] * 4)
  end

  it "reads an object of our number of the contract and nothing else" do
    types =
      ["{", "[]", "1", "\xff", "", "{}", '{"contract":2}', '{"contract":1}'].map do |body|
        refusal_of { described_class.read(body.b) }&.type
      end

    expect(types).to eq(["not_json"] * 5 + ["version_mismatch"] * 2 + [nil])
  end

  it "says every refusal in both languages, in the form of the contract" do
    details = { problem: "p", most: 100, megabytes: 10, seconds: 300, now: "n", site: "s", plugin: 1, service: 2 }

    said =
      HybridDesk::Contract::STATUSES.keys.flat_map do |type|
        %i[en de].map { |locale| I18n.with_locale(locale) { HybridDesk::Refusal.new(type, details).to_h } }
      end

    expect(said.map { |one| HybridDesk::Contract.problem("errorAnswer", JSON.parse(JSON.generate(one))) }.uniq).to eq([nil])
    expect(said.map { |one| one[:errors].first }.grep(/translation missing|%\{/i)).to eq([])
    expect(said.map { |one| one[:errors].first }.uniq.size).to eq(said.size)
  end

  it "knows a status for every error of the contract" do
    types = HybridDesk::Contract.definitions.dig("errorAnswer", "properties", "error_type", "enum")

    expect(HybridDesk::Contract::STATUSES.keys).to match_array(types)
  end
end
