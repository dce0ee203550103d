# frozen_string_literal: true

module HybridDesk
  module Effects
    # The forum says why it refuses in sentences only, in the language of the moment. They are known by the texts of which they were made.
    module Refusals
      TEXTS = {
        "closed_or_gone" => %w[topic_not_found],
        "too_similar" => %w[just_posted_that],
        "title_taken" => %w[errors.messages.has_already_been_used],
        "external_id_taken" => %w[errors.messages.taken],
        "too_short" => %w[errors.messages.too_short],
        "too_long" => %w[errors.messages.too_long errors.messages.too_long_validation],
        "too_many_recipients" => %w[max_pm_recipients pm_reached_recipients_limit],
        "recipient_not_messageable" => %w[not_accepting_pms activerecord.errors.models.topic.attributes.base.cant_send_pm],
        "recipient_unknown" => %w[activerecord.errors.models.topic.attributes.base.no_user_selected],
        "tags_not_allowed" => %w[
          tags.restricted_tag_disallowed
          tags.restricted_tag_remove_disallowed
          tags.minimum_required_tags
          tags.forbidden
          tags.required_tags_from_group
        ],
      }.freeze

      module_function

      def reason(errors)
        said = errors.full_messages.join("\n")
        TEXTS.find { |_, keys| keys.any? { |key| said.match?(pattern(key)) } }&.first || "invalid"
      end

      def pattern(key)
        texts = sentences(I18n.t(key, default: "")).reject(&:empty?)
        Regexp.union(texts.map { |text| Regexp.new(text.split(/%{\w+}/, -1).map { |part| Regexp.escape(part) }.join(".*")) })
      end

      def sentences(texts)
        texts.is_a?(Hash) ? texts.values.flat_map { |part| sentences(part) } : [texts.to_s]
      end
    end
  end
end
