# frozen_string_literal: true

module HybridDesk
  module Effects
    # Pages are told that something changed, never what: each fetches what its reader may see.
    class Ticket < Base
      def call
        HybridDesk::Ticket.transaction do
          write_ticket
          write_labels
        end
        done(topic: effect["topicId"]).merge(after: -> { publish })
      end

      private

      def value
        effect["value"]
      end

      def write_ticket
        row = HybridDesk::Ticket.find_or_initialize_by(topic_id: effect["topicId"])
        return row.destroy! if value.nil?
        row.update!(community: value["community"], state: value.dig("everyone", "state"), value: value)
      end

      def write_labels
        labels = value.nil? ? [] : value.dig("everyone", "labels").uniq { |label| label["postId"] }
        Label.where(topic_id: effect["topicId"]).or(Label.where(post_id: labels.map { |label| label["postId"] })).delete_all
        return if labels.empty?
        now = Time.zone.now
        rows = labels.map { |label| { post_id: label["postId"], topic_id: effect["topicId"], label: label["label"], value: label } }
        Label.insert_all!(rows.map { |row| row.merge(created_at: now, updated_at: now) })
      end

      def publish
        first = ::Post.find_by(topic_id: effect["topicId"], post_number: 1)
        first&.publish_message!("/topic/#{first.topic_id}", { type: "hybrid_desk", id: first.id, topic_id: first.topic_id })
      end
    end
  end
end
