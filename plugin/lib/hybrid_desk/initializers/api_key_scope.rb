# frozen_string_literal: true

module HybridDesk
  module Initializers
    # One scope for a key of the service: what it reads and writes through REST, and nothing else.
    class ApiKeyScope
      READS = %w[
        session#current
        topics#show
        topics#posts
        topics#show_by_external_id
        posts#show
        posts#latest
        posts#latest_revision
        post_action_users#index
        list#latest
        list#private_messages_group
        site#site
        groups#members
        user_badges#username
      ].freeze
      WRITES = %w[
        posts#create
        posts#update
        posts#notice
        post_actions#create
        topics#update
        topics#status
        topics#invite
        topics#invite_group
        topics#remove_allowed_user
        topics#remove_allowed_group
        user_badges#create
        discourse_assign/assign#assign
        discourse_assign/assign#unassign
      ].freeze
      PLUGIN = %w[hybrid_desk/apply#create hybrid_desk/state#show hybrid_desk/ping#show].freeze

      def apply(plugin)
        plugin.add_api_key_scope(:hybrid_desk, { service: { actions: READS + WRITES + PLUGIN } })
      end
    end
  end
end
