# frozen_string_literal: true

module HybridDesk
  module Withholding
    # What the service would have to ask for after each delivery, told to it at once: in `hybrid_desk` of the payload, for its own hook
    # only.
    class Enriched
      def initialize(type, payload)
        @payload = payload
        @topic = ::Topic.with_deleted.find_by(id: payload.topic_ids.first) if payload.topic_ids.any?
      end

      def to_json(*)
        JSON.generate(@topic ? @payload.value.merge("hybrid_desk" => added) : @payload.value)
      end

      private

      def added
        { "tags" => @topic.tags.pluck(:name), "author_group_ids" => author_group_ids, "participants" => participants }.compact
      end

      def author_group_ids
        author = @payload.value["user_id"] || @payload.value.dig("post", "user_id")
        author.is_a?(Integer) ? ::GroupUser.where(user_id: author).order(:group_id).pluck(:group_id) : nil
      end

      def participants
        return unless @topic.private_message?
        {
          "user_ids" => @topic.topic_allowed_users.order(:user_id).pluck(:user_id),
          "group_ids" => @topic.topic_allowed_groups.order(:group_id).pluck(:group_id)
        }
      end
    end
  end
end
