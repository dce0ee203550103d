# frozen_string_literal: true

# `spec/pure` says the same with the newest library; here it is the one that this forum has.
describe HybridDesk::Contract do
  let(:examples) { HybridDesk::Engine.root.join("../test/fixtures/plugin-contract-examples.json") }

  it "agrees with the service about every example" do
    skip "the examples are in the repository only" unless examples.exist?

    differing = JSON.parse(examples.read).reject { |one| described_class.problem(one["part"], one["value"]).nil? == one["fits"] }

    expect(differing.map { |one| one["name"] }).to eq([])
  end
end
