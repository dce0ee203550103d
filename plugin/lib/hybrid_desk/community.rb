# frozen_string_literal: true

module HybridDesk
  # What the service told of one community (`configValue` of the contract).
  class Community
    EXPERTS = %w[expert signer].freeze
    DESK = %w[expert signer facilitator deskLead].freeze

    attr_reader :id, :value

    def initialize(value, id = nil)
      @value = value
      @id = id
    end

    def designates?(category_id)
      value.fetch("categoryIds", []).include?(category_id)
    end

    def faq_category_id
      value["faqCategoryId"]
    end

    def group_ids(*roles)
      value.fetch("groups", {}).values_at(*roles).flatten.compact.uniq
    end

    def all_group_ids
      value.fetch("groups", {}).values.flatten.compact.uniq
    end

    def risk_tags
      value.fetch("riskTags", [])
    end

    def text(name)
      value.dig("texts", name)
    end

    def switch?(name)
      value.dig("switches", name) == true
    end

    def locale
      value.fetch("locale", "en").to_sym
    end
  end
end
