# frozen_string_literal: true

require_relative "../../lib/hybrid_desk/withholding/payload"

RSpec.describe HybridDesk::Withholding::Payload do
  def payload(type, value)
    described_class.new(type, JSON.generate(value))
  end

  it "finds the topic of a post, of a like, of a solution and of an assignment" do
    expect(payload("post", id: 7, topic_id: 3).topic_ids).to eq([3])
    expect(payload("like", post: { id: 7, topic_id: 3 }).topic_ids).to eq([3])
    expect(payload("solved", id: 7, topic_id: "3").topic_ids).to eq([3])
    expect(payload("assign", topic_id: 3, topic_title: "x").topic_ids).to eq([3])
  end

  it "takes the id of a topic's payload for its topic, and of no other" do
    expect(payload("topic", id: 3).topic_ids).to eq([3])
    expect(payload("user", id: 3).topic_ids).to eq([])
  end

  it "finds topics and posts wherever they are named" do
    read =
      payload(
        "user_badge",
        topics: [{ id: 4 }],
        user_badge: {
          post_id: 9
        },
        topic: {
          id: 5
        },
        data: {
          original_post_id: "8"
        },
        removed_topic_id: 6
      )

    expect(read.topic_ids).to contain_exactly(4, 5, 6)
    expect(read.post_ids).to contain_exactly(9, 8)
  end

  it "takes entries out of lists beside the subject, and only those" do
    read = payload("topic", id: 3, related_messages: [{ id: 4 }, { id: 5 }], suggested_topics: [{ id: 6 }])

    expect(read.topic_ids).to eq([3])
    expect(read.listed_topic_ids).to contain_exactly(4, 5, 6)
    expect(read.without_listed([4])).to eq("id" => 3, "related_messages" => [{ "id" => 5 }], "suggested_topics" => [{ "id" => 6 }])
  end

  it "does not read what is no object" do
    expect { payload("post", [1]) }.to raise_error(ArgumentError)
    expect { described_class.new("post", "<html>") }.to raise_error(JSON::ParserError)
  end
end
