# frozen_string_literal: true

module HybridDesk
  module Effects
    class Message < Base
      include ByExternalId

      private

      def make
        users = ::User.where(id: effect["userIds"])
        groups = ::Group.where(id: effect["groupIds"])
        return refused("recipient_unknown") if users.size < effect["userIds"].uniq.size || groups.size < effect["groupIds"].uniq.size
        return refused("recipient_not_messageable") if ::Group.messageable(bot).where(id: groups.map(&:id)).count < groups.size
        return refused("group_too_large") if groups.any? { |group| group.users.count > (effect["mostGroupMembers"] || Float::INFINITY) }
        create(
          title: effect["title"],
          archetype: ::Archetype.private_message,
          target_usernames: users.map(&:username).join(","),
          target_group_names: groups.map(&:name).join(","),
          external_id: effect["externalId"],
        )
      end
    end
  end
end
