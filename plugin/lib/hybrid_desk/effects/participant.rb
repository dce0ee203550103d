# frozen_string_literal: true

module HybridDesk
  module Effects
    class Participant < Base
      def call
        return refused("closed_or_gone") if topic.nil?
        return overruled("made_public") unless topic.private_message?
        return refused("recipient_unknown") if who.nil?
        return done(topic: topic.id) if takes_part? == effect["present"]
        effect["present"] ? invite : remove
      end

      private

      def group?
        effect["who"].key?("groupId")
      end

      def who
        @who ||= group? ? ::Group.find_by(id: effect["who"]["groupId"]) : ::User.find_by(id: effect["who"]["userId"])
      end

      def takes_part?
        group? ? topic.topic_allowed_groups.exists?(group_id: who.id) : topic.topic_allowed_users.exists?(user_id: who.id)
      end

      def invite
        return invite_group if group?
        return refused("not_permitted") unless guardian.can_invite_to?(topic)
        topic.invite(bot, who.username) ? done(topic: topic.id) : refused("recipient_unknown")
      rescue ::Topic::UserExists
        done(topic: topic.id)
      rescue ::Topic::NotAllowed
        refused("recipient_not_messageable")
      end

      def invite_group
        return refused("recipient_not_messageable") unless guardian.can_invite_group_to_private_message?(who, topic)
        topic.invite_group(bot, who)
        done(topic: topic.id)
      end

      def remove
        permitted = group? ? guardian.can_remove_allowed_users?(topic) : guardian.can_remove_allowed_users?(topic, who)
        return refused("not_permitted") unless permitted
        group? ? topic.remove_allowed_group(bot, who.name) : topic.remove_allowed_user(bot, who)
        done(topic: topic.id)
      end
    end
  end
end
