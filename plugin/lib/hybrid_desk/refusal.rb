# frozen_string_literal: true

module HybridDesk
  # A whole request that is not served. `type` is one of the contract's error types.
  class Refusal < StandardError
    attr_reader :type, :details

    def initialize(type, details = {})
      @type = type.to_s
      @details = details
      super(@type)
    end

    def status
      Contract::STATUSES.fetch(type)
    end

    # The form in which the forum tells all its errors.
    def to_h
      versions = { versions: details.slice(:plugin, :service) } if type == "version_mismatch"
      { errors: [I18n.t("hybrid_desk.errors.#{type}", **details)], error_type: type, **versions.to_h }
    end
  end
end
