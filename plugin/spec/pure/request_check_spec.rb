# frozen_string_literal: true

describe HybridDesk::RequestCheck do
  let(:now) { Time.at(1_796_000_000) }
  let(:used) { [] }
  let(:nonces) { double(:nonces).tap { |one| allow(one).to receive(:first_use?) { |nonce| !used.include?(nonce) && used.push(nonce) } } }

  def refusal_of
    yield
    nil
  rescue HybridDesk::Refusal => e
    e
  end

  def check(at: now, secret: "s", known: "s", nonce: "a" * 32, signature: nil)
    signed = HybridDesk::Signature::Signed.new(timestamp: at.to_i.to_s, nonce: nonce, method: "POST", path: "/p", body: "{}")
    given = signature || HybridDesk::Signature.of(secret, signed)
    refusal_of { described_class.new(secret: known, now: now, nonces: nonces).check(signed, given) }
  end

  it "lets a request through that is signed, of now, and new" do
    expect(check).to be_nil
  end

  it "looks at secret, signature, time and nonce in this order, and remembers no nonce before the last" do
    types = [
      check(known: "", secret: "", at: now - 900),
      check(secret: "other", at: now - 900),
      check(at: now - 301),
      check(at: now + 301),
      check,
      check,
    ].map { |refusal| refusal&.type }

    expect(types).to eq(["not_configured", "bad_signature", "old_timestamp", "old_timestamp", nil, "used_nonce"])
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
    details = { problem: "p", most: 100, megabytes: 10, seconds: 300, now: "n", plugin: 1, service: 2 }

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
