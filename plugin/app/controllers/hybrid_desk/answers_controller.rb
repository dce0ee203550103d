# frozen_string_literal: true

module HybridDesk
  # What was answered before, for somebody who asks, and whether it helped. Works without the service.
  class AnswersController < ::ApplicationController
    requires_plugin PLUGIN_NAME
    include Limits
    before_action :ensure_logged_in

    PER_MINUTE = 30
    LEAST_TITLE = 15

    def index
      limit("answers", PER_MINUTE)
      category = ::Category.find_by(id: params[:category_id].to_s.to_i)
      raise ::Discourse::NotFound unless category && guardian.can_see?(category)
      community = Communities.of_category(category.id)
      title = text(:title).strip
      answers = community && title.length >= LEAST_TITLE ? Similar.new(community, guardian).answers(title, text(:text)) : []
      render json: { answers: answers }
    end

    def helped
      limit("helped", PER_MINUTE)
      topic = ::Topic.find_by(id: params[:topic_id].to_i)
      community = topic && guardian.can_see?(topic) && Communities.of_answer(topic)
      raise ::Discourse::NotFound unless community && Similar.new(community, guardian).answer?(topic)
      raise ::Discourse::InvalidParameters.new(:helped) if %w[true false].exclude?(params[:helped].to_s)
      SelfServed.record(community, current_user, topic, params[:helped].to_s == "true")
      render json: success_json
    end

    private

    def text(name)
      params[name].is_a?(String) ? params[name].delete("\u0000")[0...1_000] : ""
    end
  end
end
