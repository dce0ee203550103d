# frozen_string_literal: true

module HybridDesk
  # What the reader of a topic may see of its ticket: for a page that was told that something changed. Works without the service.
  class TicketsController < ::ApplicationController
    requires_plugin PLUGIN_NAME

    def show
      topic = ::Topic.find_by(id: params[:topic_id].to_i)
      raise ::Discourse::NotFound unless topic && guardian.can_see?(topic)
      render json: Shown.of(topic, current_user).page(guardian) || "null"
    end
  end
end
