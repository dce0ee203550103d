# frozen_string_literal: true

module HybridDesk
  module Initializers
    # Remembers at once in which messages the desk took part, and looks at what was there before when a setting makes it the desk's.
    class ProtectedTopics
      SETTINGS = %i[hybrid_desk_enabled hybrid_desk_bot_username hybrid_desk_service_url hybrid_desk_own_webhook_id].freeze

      def apply(plugin)
        plugin.add_model_callback(:TopicAllowedUser, :after_create) do
          HybridDesk::ProtectedTopics.remember(topic_id) if BotAccounts.ids.include?(user_id)
        end
        plugin.add_model_callback(:TopicAllowedGroup, :after_create) do
          HybridDesk::ProtectedTopics.remember(topic_id) if HybridDesk::ProtectedTopics.group_ids.include?(group_id)
        end
        # In the transaction of the move, so before any delivery about it is sent.
        plugin.on(:post_moved) { |post, from| HybridDesk::ProtectedTopics.inherit(post.topic_id, from) }
        plugin.on(:site_setting_changed) do |name, _old, _new|
          next if SETTINGS.exclude?(name.to_sym)
          Kept.forget
          ::Jobs.enqueue(::Jobs::HybridDesk::ProtectWhatIsThere)
        end
      end
    end
  end
end
