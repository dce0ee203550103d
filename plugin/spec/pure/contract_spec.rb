# frozen_string_literal: true

describe HybridDesk::Contract do
  fixture("plugin-contract-examples.json").each do |example|
    it "agrees with the service: #{example["name"]}" do
      expect(described_class.problem(example["part"], example["value"]).nil?).to eq(example["fits"])
    end
  end

  it "has the service's numbers" do
    request = described_class.definitions["applyRequest"]["properties"]

    expect(request.dig("contract", "const")).to eq(described_class::NUMBER)
    expect(request.dig("effects", "maxItems")).to eq(described_class::MOST_EFFECTS)
    expect(described_class.definitions.dig("stateRequest", "properties", "topicIds", "maxItems")).to eq(described_class::MOST_TOPICS)
  end

  it "knows each type of effect, and carries out each by a class of its own" do
    files = Dir[File.join(ROOT, "lib/hybrid_desk/effects/*.rb")].map { |file| File.basename(file, ".rb") }

    expect(files).to include(*described_class.effects.keys)
    expect(described_class.effects.size).to eq(15)
  end

  describe HybridDesk::EffectForm do
    it "tells an unknown effect from a bad one" do
      like = { "type" => "like", "key" => "like:1", "revision" => 1, "postId" => 7 }
      too_large = like.merge("postId" => 2**31)
      given = [like, too_large, like.merge("type" => "dance"), like.merge("revision" => 0), like.merge("key" => "a\u0000b"), [], nil, {}]

      expect(given.map { |effect| described_class.reason_against(effect) }).to eq(
        [nil, "invalid_effect", "unknown_effect", "invalid_effect", "invalid_effect", "invalid_effect", "invalid_effect", "unknown_effect"],
      )
    end
  end

  describe HybridDesk::Effects::Notice do
    it "puts its block beside what others wrote, changes it in place and takes it away alone" do
      given = [["", "A"], ["Theirs.", "A"], ["Theirs.", ""], ["Before.\n\n<!-- hd -->\nA\n<!-- /hd -->\n\nAfter.", "B \\0"]]

      texts = given.map { |current, block| described_class.with(current, block) }
      without = texts.map { |text| described_class.with(text, "") }

      expect(texts).to eq(
        [
          "<!-- hd -->\nA\n<!-- /hd -->",
          "Theirs.\n\n<!-- hd -->\nA\n<!-- /hd -->",
          "Theirs.",
          "Before.\n\n<!-- hd -->\nB \\0\n<!-- /hd -->\n\nAfter.",
        ],
      )
      expect(without).to eq(["", "Theirs.", "Theirs.", "Before.\n\nAfter."])
    end
  end
end
