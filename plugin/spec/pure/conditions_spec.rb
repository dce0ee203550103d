# frozen_string_literal: true

require_relative "../../lib/hybrid_desk/conditions"

RSpec.describe HybridDesk::Conditions do
  let(:shown) { { 20 => "a", 30 => "b" } }
  let(:asked) { [] }
  let(:effects) { [effect(20), effect(30), effect(20), { "key" => "no condition" }, "no effect"] }
  let(:conditions) { described_class.new(nil, effects) }

  before do
    states = double
    allow(states).to receive(:of) do |ids|
      asked.concat(ids)
      shown.slice(*ids).transform_values { |digest| Struct.new(:digest).new(digest) }
    end
    stub_const("HybridDesk::TopicStates", double(new: states))
  end

  def effect(topic_id)
    { "onlyIf" => { "topicId" => topic_id, "digest" => shown.fetch(topic_id) } }
  end

  def met?(topic_id, digest)
    conditions.met?({ "topicId" => topic_id, "digest" => digest })
  end

  it "hold while the topic is as the service saw it, or as the batch itself made it" do
    first = met?(20, "a")
    shown[20] = "a, and ours"
    conditions.changed([20])

    expect([first, met?(20, "a")]).to eq([true, true])
  end

  it "do not hold once a person was faster, before the batch or while it is carried out" do
    before = met?(30, "older")
    met?(20, "a")
    conditions.changed([20])
    shown[20] = "theirs"

    expect([before, met?(20, "a")]).to eq([false, false])
  end

  it "ask for the digest of a topic again only where an effect that is left depends on it" do
    conditions
    met?(30, "b")
    conditions.changed([30, nil])
    met?(20, "a")
    conditions.changed([20, 20])

    expect(asked).to eq([20, 30, 30, 20, 20])
  end
end
