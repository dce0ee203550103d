# frozen_string_literal: true

module HybridDesk
  # The press of a button: a line to the desk, in the same words as in a post. The service records it before it answers, so the same
  # press may be sent again.
  class CommandsController < AskingController
    PER_MINUTE = 30
    LONGEST = 1_000
    UUID = /\A\h{8}-\h{4}-[1-8]\h{3}-[89ab]\h{3}-\h{12}\z/.freeze

    def create
      topic = answerable(of_the_desk(visible(::Topic.find_by(id: number(:topic_id)))))
      post = params[:post_id].presence && visible(::Post.find_by(id: number(:post_id), topic_id: topic.id))
      press = { id: press_id, line: line, at: Time.now.utc.iso8601(3), topicId: topic.id, postId: post&.id, actor: Actor.of(current_user) }
      press[:takeBack] = true if params[:take_back].to_s == "true"
      limit("command", PER_MINUTE)
      render json: Turns.take(current_user) { ServiceClient.of_settings.command(press) }
    end

    private

    # What the bot does not read would only keep the service, and others, waiting.
    def of_the_desk(topic)
      is_ours = Communities.of_category(topic.category_id) || (Tables.there? && Ticket.exists?(topic_id: topic.id))
      raise ::Discourse::NotFound unless is_ours || ProtectedTopics.any?([topic.id])
      topic
    end

    # A line is as good as a post that gives it, so it is for those who may reply. A topic that is closed or archived takes lines: the asker
    # still says what came of it, and the desk opens it again.
    def answerable(topic)
      raise ::Discourse::InvalidAccess.new unless guardian.can_create_post?(topic)
      topic
    end

    def number(name)
      value = params[name].to_s
      raise ::Discourse::InvalidParameters.new(name) unless value.match?(/\A[1-9]\d{0,8}\z/)
      value.to_i
    end

    def press_id
      id = params[:id].to_s.downcase
      raise ::Discourse::InvalidParameters.new(:id) unless id.match?(UUID)
      id
    end

    def line
      text = params[:line].is_a?(String) ? params[:line].strip : ""
      raise ::Discourse::InvalidParameters.new(:line) if text.empty? || text.length > LONGEST || text.include?("\u0000")
      text
    end
  end
end
