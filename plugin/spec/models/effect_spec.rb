# frozen_string_literal: true

describe HybridDesk::Effect do
  # Threads see each other's rows only once they are committed.
  self.use_transactional_tests = false

  let(:effect) { { "type" => "like", "key" => "like:1", "revision" => 1, "postId" => 1 } }
  let(:bot) { User.new(id: 42) }

  after { described_class.delete_all }

  def in_threads(count)
    Array.new(count) { Thread.new { ActiveRecord::Base.connection_pool.with_connection { yield } } }.map(&:value)
  end

  it "gives a key and revision to one of many that ask at once" do
    states = in_threads(4) { described_class.claim("like:1", 1).state }

    expect(states.tally).to eq(claimed: 1, in_progress: 3)
  end

  it "lets two requests with one key carry it out once: the other hears that it is in progress" do
    calls = Concurrent::AtomicFixnum.new
    HybridDesk::Effects.stubs(:carry_out).with do
      calls.increment
      sleep 0.3
      true
    end.returns({ outcome: "done", postId: 1, topicId: 1 })

    answers = in_threads(2) { HybridDesk::Apply.new(bot).call([effect]).first }

    expect(answers.map { |answer| answer[:outcome] }).to contain_exactly("done", "in_progress")
    expect(calls.value).to eq(1)
  end

  it "knows that a claim which ran out was taken over: nothing is made and nothing recorded under it" do
    late = described_class.claim("post:1", 1, now: 3.minutes.ago).row
    described_class.claim("post:1", 1)
    PostCreator.any_instance.expects(:create).never
    topic = { "type" => "topic", "key" => "post:1", "revision" => 1, "raw" => "text", "title" => "title", "tags" => [] }
    made = HybridDesk::Effects.of(topic, bot, late).send(:create, {})

    expect(made).to eq(outcome: "in_progress")
    expect(late.record!({ outcome: "done" })).to eq(false)
    expect(described_class.pluck(:state)).to eq(["claimed"])
  end
end
