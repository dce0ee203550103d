# frozen_string_literal: true

module HybridDesk
  # What was answered before, for somebody who asks, and whether it helped. Works without the service.
  class AnswersController < ::ApplicationController
    requires_plugin PLUGIN_NAME
    before_action :ensure_logged_in

    PER_MINUTE = 30
    LEAST_TITLE = 15

    def index
      limit("answers")
      category = ::Category.find_by(id: params[:category_id].to_i)
      raise ::Discourse::NotFound unless category && guardian.can_see?(category)
      community = Communities.of_category(category.id)
      title = text(:title).strip
      answers = community && title.length >= LEAST_TITLE ? Similar.new(community, guardian).answers(title, text(:text)) : []
      render json: { answers: answers }
    end

    def helped
      limit("helped")
      topic = ::Topic.find_by(id: params[:topic_id].to_i)
      community = topic && guardian.can_see?(topic) && Communities.of_answer(topic)
      raise ::Discourse::NotFound unless community
      raise ::Discourse::InvalidParameters.new(:helped) if %w[true false].exclude?(params[:helped].to_s)
      SelfServed.record(community, current_user, topic, params[:helped].to_s == "true")
      render json: success_json
    end

    private

    def limit(name)
      ::RateLimiter.new(current_user, "hybrid-desk-#{name}", PER_MINUTE, 1.minute, apply_limit_to_staff: true).performed!
    end

    def text(name)
      params[name].is_a?(String) ? params[name].delete("\u0000")[0...1_000] : ""
    end
  end
end
