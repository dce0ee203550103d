# frozen_string_literal: true

require "json"

module HybridDesk
  module Withholding
    # What the payload of a delivery speaks of: the ids of topics and posts anywhere in it, whatever its type.
    class Payload
      # Lists beside the subject of a delivery. Entries of theirs are left out one by one, the delivery goes on without them.
      LISTS = %w[suggested_topics related_topics related_messages].freeze
      TOPIC = /(\A|_)topic_id\z/.freeze
      POST = /(\A|_)post_id\z/.freeze

      attr_reader :value

      def initialize(type, json)
        @type = type.to_s
        @value = json.is_a?(String) ? JSON.parse(json) : json
        @topic_ids = []
        @post_ids = []
        @value.is_a?(Hash) ? read_subject : raise(ArgumentError, "a payload is an object")
      end

      def topic_ids
        @topic_ids.uniq
      end

      def post_ids
        @post_ids.uniq
      end

      def subject_id
        number(value["id"])
      end

      def listed_topic_ids
        LISTS.flat_map { |list| Array(value[list]).map { |entry| entry.is_a?(Hash) ? number(entry["id"]) : nil } }.compact.uniq
      end

      # The payload without the entries of its lists that speak of one of these topics.
      def without_listed(topic_ids)
        kept =
          value.map do |key, part|
            next key, part unless LISTS.include?(key) && part.is_a?(Array)
            [key, part.reject { |entry| entry.is_a?(Hash) && topic_ids.include?(number(entry["id"])) }]
          end
        kept.to_h
      end

      # Of a notification that tells how full the inbox of a group is.
      def summarised_group_id
        data = value["data"]
        data.is_a?(Hash) ? number(data["group_id"]) : nil
      end

      private

      def read_subject
        @topic_ids << subject_id if @type == "topic" && subject_id
        @post_ids << subject_id if @type == "post" && subject_id
        value.each { |key, part| read(key, part) if LISTS.exclude?(key) }
      end

      def read(key, part)
        case part
        when Hash
          read("topic_id", part["id"]) if key == "topic"
          read("post_id", part["id"]) if key == "post"
          part.each { |inner, value| read(inner, value) }
        when Array
          part.each { |entry| read(key.delete_suffix("s"), entry) }
        else
          read_id(key, part)
        end
      end

      def read_id(key, part)
        return unless (id = number(part))
        @topic_ids << id if TOPIC.match?(key)
        @post_ids << id if POST.match?(key)
      end

      def number(part)
        return part if part.is_a?(Integer)
        part.to_i if part.is_a?(String) && part.match?(/\A\d{1,18}\z/)
      end
    end
  end
end
