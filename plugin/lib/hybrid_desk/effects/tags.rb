# frozen_string_literal: true

module HybridDesk
  module Effects
    class Tags < Base
      def call
        return refused("ability_missing") unless ::SiteSetting.tagging_enabled
        return refused("closed_or_gone") if topic.nil?
        # The forum hides the tags of a message from who reads it.
        return refused("not_permitted") if topic.private_message? || !guardian.can_edit?(topic) || !guardian.can_tag?(topic)
        same?(wanted, names) ? done(topic: topic.id) : write
      end

      private

      # As the forum's own page of a topic does it: one revision, one event.
      def write
        ::PostRevisor.new(topic.first_post, topic).revise!(bot, { tags: wanted }, validate_post: false, bypass_bump: true)
        topic.reload
        return refused("tags_not_allowed") unless topic.errors.blank? && absent.empty?
        done(topic: topic.id)
      end

      def wanted
        @wanted ||= (names.reject { |name| listed?(effect["managed"], name) } + effect["present"]).uniq(&:downcase)
      end

      def names
        topic.tags.map(&:name)
      end

      # What the forum left out without a word; a synonym stands there by its main name.
      def absent
        mains = ::Tag.where_name(effect["present"]).joins(:target_tag).pluck("lower(tags.name)", "lower(target_tags_tags.name)").to_h
        effect["present"].map(&:downcase).map { |name| mains.fetch(name, name) } - names.map(&:downcase)
      end

      def listed?(list, name)
        list.any? { |one| one.casecmp?(name) }
      end

      def same?(one, other)
        one.map(&:downcase).sort == other.map(&:downcase).sort
      end
    end
  end
end
