# frozen_string_literal: true

describe HybridDesk::Effects::Refusals do
  def reason(*messages)
    errors = ActiveModel::Errors.new(Post.new)
    messages.each { |message| errors.add(:base, message) }
    described_class.reason(errors)
  end

  it "knows every reason by a text that this forum has" do
    missing = described_class::TEXTS.values.flatten.reject { |key| I18n.exists?(key) }

    expect(missing).to eq([])
  end

  it "knows them in the language of the moment and with whatever stands in their gaps" do
    said = {
      "too_similar" => -> { I18n.t("just_posted_that") },
      "too_many_recipients" => -> { I18n.t("max_pm_recipients", recipients_limit: 30) },
      "tags_not_allowed" => -> { I18n.t("tags.required_tags_from_group", count: 2, tag_group_name: "kinds", tags: "a, b") },
      "recipient_not_messageable" => -> { I18n.t("not_accepting_pms", username: "eve") },
      "too_short" => -> { I18n.t("errors.messages.too_short", count: 20) },
      "invalid" => -> { "Something that nobody expected" },
    }

    found = %i[en de].map { |locale| I18n.with_locale(locale) { said.transform_values { |text| reason(text.call) } } }

    expect(found).to eq([said.keys.zip(said.keys).to_h] * 2)
  end
end
