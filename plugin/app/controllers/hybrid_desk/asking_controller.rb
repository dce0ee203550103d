# frozen_string_literal: true

module HybridDesk
  # What a person does in the forum and the service decides. Session, CSRF token and read-only mode are the forum's; when the service does
  # not answer as it should, the person is told to try again, and the page goes on.
  class AskingController < ::ApplicationController
    requires_plugin PLUGIN_NAME
    include Limits

    # `requires_login` of 2.9 holds for the class alone that says it.
    before_action :ensure_logged_in, :refuse_who_may_not_write

    rescue_from(ServiceClient::Failure) do |failure|
      Rails.logger.warn("hybrid-desk: the service gave no answer to use (#{failure.type})")
      render_json_error(I18n.t("hybrid_desk.away"), type: "unavailable", status: 503, extras: { retry: true })
    end

    private

    # Who may write nothing in the forum gives no lines either. The system account has no number that the contract knows.
    def refuse_who_may_not_write
      raise ::Discourse::InvalidAccess.new if current_user.silenced? || current_user.id <= 0
    end

    # What one may not see is not there.
    def visible(record)
      raise ::Discourse::NotFound unless record && guardian.can_see?(record)
      record
    end
  end
end
