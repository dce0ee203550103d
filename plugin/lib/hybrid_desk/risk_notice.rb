# frozen_string_literal: true

module HybridDesk
  # OF-19: in a topic with a risk tag, what members answer carries "not yet checked by the experts" from its first display. Nothing is
  # stored: without the tag, after a check, and for experts there is none.
  module RiskNotice
    SETTLES_POST = %w[official checked expert].freeze

    module_function

    def risky?(topic)
      community = Communities.of_category(topic.category_id)
      return false if community.nil? || !community.switch?("riskNotices") || community.risk_tags.empty? || !::SiteSetting.tagging_enabled
      (topic.tags.map(&:name) & community.risk_tags).any?
    end

    # The text of the notice, or nil.
    def text(post, topic, known)
      return if !answer?(post, topic) || !risky?(topic)
      community = Communities.of_category(topic.category_id)
      return if known.expert?(post.user_id, community) || BotAccounts.cached_ids.include?(post.user_id)
      settled?(post, known.labels(topic.id)) ? nil : community.text("notYetChecked")
    end

    def answer?(post, topic)
      post.post_number.to_i > 1 && post.post_type == ::Post.types[:regular] && post.user_id != topic.user_id
    end

    # Checked itself, or the topic is officially answered.
    def settled?(post, labels)
      labels.any? { |label| label["label"] == "official" || (label["postId"] == post.id && SETTLES_POST.include?(label["label"])) }
    end
  end
end
