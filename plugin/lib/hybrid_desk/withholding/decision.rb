# frozen_string_literal: true

module HybridDesk
  module Withholding
    # What becomes of one delivery to one hook: nothing is sent, or this payload.
    class Decision
      def initialize(web_hook, type, json)
        @web_hook = web_hook
        @type = type.to_s
        @json = json
      end

      def withheld?
        !own? && ProtectedTopics.withholding? && about_protected?
      end

      def payload
        own? ? Enriched.new(@type, read).to_json : without_protected_entries
      end

      private

      def own?
        return @own if defined?(@own)
        @own = OwnHook.own?(@web_hook.id, @web_hook.payload_url, Withholding.settings)
      end

      def read
        @read ||= Payload.new(@type, @json)
      end

      # A payload that cannot be read could speak of anything.
      def about_protected?
        ProtectedTopics.any?(topic_ids) || ProtectedTopics.pointing_there(topic_ids).any? || summary_of_desk_group? ||
          waiting_message_to_the_desk?
      rescue JSON::ParserError, ArgumentError
        true
      end

      def topic_ids
        (read.topic_ids + ProtectedTopics.topics_of_posts(read.post_ids) + [reviewable&.topic_id]).compact.uniq
      end

      def summary_of_desk_group?
        @type == "notification" && ProtectedTopics.group_ids.include?(read.summarised_group_id)
      end

      # A message that waits for approval has no topic yet, only names.
      def waiting_message_to_the_desk?
        waiting = reviewable&.payload
        waiting.is_a?(Hash) && waiting["archetype"] == Archetype.private_message &&
          ProtectedTopics.named_any?(
            waiting.values_at("target_recipients", "target_usernames", "target_group_names").flat_map { |names| names.to_s.split(",") }
          )
      end

      def reviewable
        return if @type != "reviewable"
        @reviewable ||= ::Reviewable.find_by(id: read.subject_id)
      end

      def without_protected_entries
        listed = ProtectedTopics.withholding? ? ProtectedTopics.among(read.listed_topic_ids) : []
        listed.empty? ? @json : JSON.generate(read.without_listed(listed))
      end
    end
  end
end
